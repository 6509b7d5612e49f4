"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/app/_ui/Button";
import { Notice } from "@/app/_ui/Notice";
import { DesignText } from "../_player/DesignText";
import type { RoundProps } from "../_player/phase-props";
import { RefusalNotice } from "../_player/RefusalNotice";
import { useCommand } from "../_player/use-command";
import type { PersonInHand } from "../_player/use-person-in-hand";
import { CommitDialog } from "./CommitDialog";

type Props = RoundProps & { readonly hand: PersonInHand };

/** The design that a teammate or this seat has proposed, and what this seat can do about it. */
export function ProposalNotice({ shared, own, team, teamRound, hand }: Props) {
  const translate = useTranslations("play.cockpit");
  const translateRoles = useTranslations("play.roles");
  const { run, refusal, isBusy } = useCommand();
  const [isConfirming, setIsConfirming] = useState(false);
  const { proposal } = teamRound;
  if (proposal === null || teamRound.commitment !== null) return null;
  const { phaseSequence } = shared;
  const { design } = proposal;
  const isHere = proposal.seatId === own.seatId;
  const isShared = teamRound.commitStep === "pass-device";
  const isOwn = isHere && (!isShared || proposal.person === hand.person);
  const name = isHere
    ? translateRoles("person", { number: proposal.person + 1 })
    : team.seats.find((seat) => seat.seatId === proposal.seatId)?.name || translate("teammate");
  const takeBack = (
    <Button aria-disabled={isBusy} onClick={() => void run("design:withdraw", { phaseSequence })}>
      {translate(isOwn ? "takeBack" : "declineProposal")}
    </Button>
  );
  return (
    <div className="mt-s3">
      <Notice
        kind={isOwn ? "waiting" : "note"}
        title={isOwn ? translate("youPropose") : translate(isHere ? "proposesHere" : "proposes", { name })}
        actions={
          isOwn ? (
            <>
              {isShared && (
                <Button variant="primary" onClick={hand.pass}>
                  {translateRoles("pass", { name: translateRoles("person", { number: hand.next + 1 }) })}
                </Button>
              )}
              {takeBack}
            </>
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
        <p>{translate(isOwn ? (isShared ? "passText" : "youProposeText") : "proposesText")}</p>
      </Notice>
      <RefusalNotice refusal={refusal} />
      <CommitDialog
        isOpen={isConfirming}
        design={design}
        isSolo={false}
        onClose={() => setIsConfirming(false)}
        onCommit={async () => {
          setIsConfirming(false);
          await run("design:commit", { phaseSequence, design, person: hand.person });
        }}
      />
    </div>
  );
}
