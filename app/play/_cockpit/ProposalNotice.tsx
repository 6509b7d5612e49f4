"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/app/_ui/Button";
import { Notice } from "@/app/_ui/Notice";
import { DesignText } from "../_player/DesignText";
import type { RoundProps } from "../_player/phase-props";
import { RefusalNotice } from "../_player/RefusalNotice";
import { useCommand } from "../_player/use-command";
import { CommitDialog } from "./CommitDialog";

/** The design that a teammate or this seat has proposed, and what this seat can do about it. */
export function ProposalNotice({ shared, own, team, teamRound }: RoundProps) {
  const translate = useTranslations("play.cockpit");
  const { run, refusal, isBusy } = useCommand();
  const [isConfirming, setIsConfirming] = useState(false);
  const { proposal } = teamRound;
  if (proposal === null || teamRound.commitment !== null) return null;
  const { phaseSequence } = shared;
  const { design } = proposal;
  const isOwn = proposal.seatId === own.seatId;
  const name = team.seats.find((seat) => seat.seatId === proposal.seatId)?.name || translate("teammate");
  const takeBack = (
    <Button aria-disabled={isBusy} onClick={() => void run("design:withdraw", { phaseSequence })}>
      {translate(isOwn ? "takeBack" : "declineProposal")}
    </Button>
  );
  return (
    <div className="mt-s3">
      <Notice
        kind={isOwn ? "waiting" : "note"}
        title={isOwn ? translate("youPropose") : translate("proposes", { name })}
        actions={
          isOwn ? (
            takeBack
          ) : (
            <>
              <Button
                variant="primary"
                disabled={shared.pausedAtMs !== null}
                onClick={() => setIsConfirming(true)}
              >
                {translate("confirmProposal")}
              </Button>
              {takeBack}
            </>
          )
        }
      >
        <p className="font-medium text-ink">
          <DesignText design={design} />
        </p>
        <p>{translate(isOwn ? "youProposeText" : "proposesText")}</p>
      </Notice>
      <RefusalNotice refusal={refusal} />
      <CommitDialog
        isOpen={isConfirming}
        design={design}
        isSolo={false}
        onClose={() => setIsConfirming(false)}
        onCommit={async () => {
          setIsConfirming(false);
          await run("design:commit", { phaseSequence, design });
        }}
      />
    </div>
  );
}
