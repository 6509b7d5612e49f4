"use client";

import { useFormatter, useTranslations } from "next-intl";
import { type RefObject, useState } from "react";
import { Button } from "@/app/_ui/Button";
import { CreditMarks } from "@/app/_ui/CreditMarks";
import { DepthPicker } from "@/app/_ui/DepthPicker";
import { RailSlider } from "@/app/_ui/RailSlider";
import { pilotCost } from "@/core/game/pilot-cost";
import type { RoundProps } from "../_player/phase-props";
import { RefusalNotice } from "../_player/RefusalNotice";
import { useCommand } from "../_player/use-command";
import { CommitDialog } from "./CommitDialog";
import { DerivedNumbers } from "./DerivedNumbers";
import { bestRow, type PilotRow } from "./pilot-rows";
import { SealedEnvelope } from "./SealedEnvelope";
import { SweepPicker } from "./SweepPicker";
import type { Draft } from "./use-draft";
import { sweepOf, type useSweepChoice } from "./use-sweep-choice";

export type KnobName = "depth" | "width" | "learningRate";

type Props = RoundProps & {
  readonly draft: Draft;
  readonly rows: readonly PilotRow[];
  readonly sweep: ReturnType<typeof useSweepChoice>;
  /** Where the keyboard finds the knobs. */
  readonly knobs: RefObject<Partial<Record<KnobName, HTMLDivElement | null>>>;
  /** Where the keyboard finds the button that runs a pilot. */
  readonly runPilot: RefObject<HTMLDivElement | null>;
};

/** The three knobs, what follows from them, and the two things to do with them. */
export function KnobPanel(props: Props) {
  const { teamRound, draft, knobs, round } = props;
  const translate = useTranslations("play.cockpit");
  const translateCommon = useTranslations("common");
  const format = useFormatter();
  const { designGrid } = round.deck;
  const { design, move, isFrozen } = draft;
  const isSealed = teamRound.commitment !== null;

  return (
    <section className={isSealed ? "-mx-4 bg-paper-sunk px-4 py-s2" : undefined}>
      <h2 className="mb-s2 max-[1199px]:sr-only">{translate("knobs")}</h2>
      <div className="flex flex-col gap-s3">
        <div
          ref={(element) => {
            knobs.current.depth = element;
          }}
        >
          <DepthPicker
            label={translateCommon("depth")}
            unit={translate("depthUnit")}
            depths={designGrid.depths}
            value={design.depth}
            onChange={(depth) => move({ depth })}
            disabled={isFrozen}
          />
        </div>
        <div
          ref={(element) => {
            knobs.current.width = element;
          }}
        >
          <RailSlider
            label={translateCommon("width")}
            unit={translate("widthUnit")}
            values={designGrid.widths}
            value={design.width}
            onChange={(width) => move({ width })}
            disabled={isFrozen}
          />
        </div>
        <div
          ref={(element) => {
            knobs.current.learningRate = element;
          }}
        >
          <RailSlider
            label={translateCommon("learningRate")}
            unit={translate("learningRateUnit")}
            values={designGrid.learningRates}
            value={design.learningRate}
            onChange={(learningRate) => move({ learningRate })}
            formatValue={(value) => format.number(value, { maximumSignificantDigits: 6 })}
            disabled={isFrozen}
          />
        </div>
      </div>
      {!isSealed && <SweepPicker sweep={props.sweep} rates={designGrid.learningRates} disabled={isFrozen} />}
      <DerivedNumbers plan={{ design, sweep: isSealed ? null : pricedSweep(props) }} deck={round.deck} />
      {isSealed ? <SealedEnvelope {...props} /> : <KnobActions {...props} />}
    </section>
  );
}

/** The sweep whose price is shown; of a choice that is not complete, that of the three seeds. */
function pricedSweep({ sweep }: Pick<Props, "sweep">) {
  const asked = sweepOf(sweep.choice);
  return asked === "too-few" ? null : asked;
}

function KnobActions(props: Props) {
  const { shared, round, teamRound, draft, rows, runPilot } = props;
  const translate = useTranslations("play.cockpit");
  const format = useFormatter();
  const { run, refusal, isBusy } = useCommand();
  const [isConfirming, setIsConfirming] = useState(false);
  const { design, isFrozen } = draft;
  const left = teamRound.creditBudget - teamRound.creditsSpent;
  const sweep = pricedSweep(props);
  const cost = pilotCost({ design, sweep }, round.deck);
  const isTooDear = cost > left;
  const isTooFew = sweepOf(props.sweep.choice) === "too-few";
  const best = bestRow(rows);

  return (
    <div className="mt-s3">
      {best?.validationError != null && (
        <p className="mb-s2 text-ink-2 min-[1200px]:hidden">
          {translate("best", {
            number: best.pilot.number,
            error: format.number(best.validationError, {
              minimumFractionDigits: 2,
              maximumFractionDigits: 2,
            }),
          })}
        </p>
      )}
      <RefusalNotice refusal={refusal} />
      <div className="mt-s2 grid grid-cols-2 gap-s2">
        <div ref={runPilot}>
          <Button
            variant="primary"
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
        <Button
          className="px-2"
          disabled={isFrozen}
          detail={translate(shared.mode === "solo" ? "commitDetailSolo" : "commitDetail")}
          onClick={() => setIsConfirming(true)}
        >
          {translate("commit")}
        </Button>
      </div>
      <p className="mt-s2 flex items-center gap-s3 text-small text-ink-2 min-[1200px]:hidden">
        <CreditMarks total={teamRound.creditBudget} left={left} decorative />
        {translate("creditsLeft", { left, total: teamRound.creditBudget })}
      </p>
      <CommitDialog
        isOpen={isConfirming}
        design={design}
        isSolo={shared.mode === "solo"}
        onClose={() => setIsConfirming(false)}
        onCommit={async () => {
          setIsConfirming(false);
          await run("design:commit", { phaseSequence: shared.phaseSequence, design });
        }}
      />
    </div>
  );
}
