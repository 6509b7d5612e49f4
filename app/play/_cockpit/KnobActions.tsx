"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/app/_ui/Button";
import { CreditMarks } from "@/app/_ui/CreditMarks";
import { pilotCost } from "@/core/game/pilot-cost";
import { RefusalNotice } from "../_player/RefusalNotice";
import { useCommand } from "../_player/use-command";
import { CommitDialog } from "./CommitDialog";
import type { KnobPanelProps } from "./knob-panel-props";
import { bestRow } from "./pilot-rows";

/** The sweep whose price is shown; of a choice that is not complete, that of the three seeds. */
export function pricedSweep({ sweep, draft }: Pick<KnobPanelProps, "sweep" | "draft">) {
  const asked = sweep.sweepFor(draft.design);
  return asked === "too-few" ? null : asked;
}

/** Run a pilot, or commit; a team that the host reopened in the race can only commit. */
export function KnobActions(props: KnobPanelProps) {
  const { shared, round, teamRound, draft, rows, runPilot } = props;
  const translate = useTranslations("play.cockpit");
  const { run, refusal, isBusy } = useCommand();
  const { design, isFrozen } = draft;
  const left = teamRound.creditBudget - teamRound.creditsSpent;
  const sweep = pricedSweep(props);
  const cost = pilotCost({ design, sweep }, round.deck);
  const isTooDear = cost > left;
  const isTooFew = props.sweep.sweepFor(design) === "too-few";
  const isExploring = shared.phase === "exploring";

  return (
    <div className="mt-s3">
      {isExploring && <BestSoFar rows={rows} />}
      <RefusalNotice refusal={refusal} />
      <div className={`mt-s2 grid gap-s2 ${isExploring ? "grid-cols-2" : ""}`}>
        {isExploring && (
          <div ref={runPilot}>
            <Button
              variant={teamRound.commitStep === "confirm" ? "secondary" : "primary"}
              className="h-full px-2"
              wide
              disabled={isFrozen || isTooDear || isTooFew}
              aria-disabled={isBusy}
              aria-keyshortcuts="r"
              detail={
                isTooFew
                  ? translate("sweep.tooFew")
                  : translate(isTooDear ? "pilotTooDear" : "pilotCost", { cost, left })
              }
              onClick={() => {
                if (!isBusy) void run("pilot:start", { phaseSequence: shared.phaseSequence, design, sweep });
              }}
            >
              {translate("runPilot")}
            </Button>
          </div>
        )}
        <CommitButton {...props} run={run} isBusy={isBusy} />
      </div>
      {isExploring && (
        <p className="mt-s2 flex items-center gap-s3 text-small text-ink-2 min-[1200px]:hidden">
          <CreditMarks total={teamRound.creditBudget} left={left} decorative />
          {translate("creditsLeft", { left, total: teamRound.creditBudget })}
        </p>
      )}
    </div>
  );
}

function BestSoFar({ rows }: Pick<KnobPanelProps, "rows">) {
  const translate = useTranslations("play.cockpit");
  const format = useFormatter();
  const best = bestRow(rows);
  if (best?.validationError == null) return null;
  const error = format.number(best.validationError, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return (
    <p className="mb-s2 text-ink-2 min-[1200px]:hidden">
      {translate("best", { number: best.pilot.number, error })}
    </p>
  );
}

type CommitProps = KnobPanelProps & Pick<ReturnType<typeof useCommand>, "run" | "isBusy">;

/** Commits where this seat decides, proposes where a teammate has to agree, says who decides where it does not. */
function CommitButton({ shared, team, teamRound, draft, hand, run, isBusy }: CommitProps) {
  const translate = useTranslations("play.cockpit");
  const [isConfirming, setIsConfirming] = useState(false);
  const { design, isFrozen } = draft;
  const { commitStep } = teamRound;
  const { phaseSequence } = shared;
  const send = () => run("design:commit", { phaseSequence, design, person: hand.person });
  const isOwnProposal =
    commitStep === "awaits-teammate" ||
    (commitStep === "pass-device" && teamRound.proposal?.person === hand.person);

  if (commitStep === "captain-only") {
    const captain = team.seats.find((seat) => seat.seatId === team.captainSeatId)?.name;
    return (
      <Button
        className="px-2"
        disabled
        detail={translate("captainCommits", { name: captain || translate("captain") })}
      >
        {translate("commit")}
      </Button>
    );
  }
  if (commitStep !== "commit") {
    return (
      <Button
        className="px-2"
        disabled={isFrozen || isOwnProposal}
        aria-disabled={isBusy}
        detail={translate(teamRound.proposal !== null && !isOwnProposal ? "proposeOther" : "proposeDetail")}
        onClick={() => {
          if (!isBusy) void send();
        }}
      >
        {translate("propose")}
      </Button>
    );
  }
  return (
    <>
      <Button
        className="px-2"
        disabled={isFrozen}
        detail={translate(shared.mode === "solo" ? "commitDetailSolo" : "commitDetail")}
        onClick={() => setIsConfirming(true)}
      >
        {translate("commit")}
      </Button>
      <CommitDialog
        isOpen={isConfirming}
        design={design}
        isSolo={shared.mode === "solo"}
        onClose={() => setIsConfirming(false)}
        onCommit={async () => {
          setIsConfirming(false);
          await send();
        }}
      />
    </>
  );
}
