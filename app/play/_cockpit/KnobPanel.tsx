"use client";

import { useFormatter, useTranslations } from "next-intl";
import { lazy, type ReactNode, Suspense } from "react";
import { DepthPicker } from "@/app/_ui/DepthPicker";
import { Notice } from "@/app/_ui/Notice";
import { RailSlider } from "@/app/_ui/RailSlider";
import type { Knob } from "@/core/game/knob";
import { DerivedNumbers } from "./DerivedNumbers";
import { KnobActions, pricedSweep } from "./KnobActions";
import { KnobUnit } from "./KnobUnit";
import type { KnobPanelProps } from "./knob-panel-props";
import { SealedEnvelope } from "./SealedEnvelope";
import { SweepPicker } from "./SweepPicker";
import { useTouch } from "./use-touch";

/** Only teams that decide by two propose. */
const LateProposalNotice = lazy(async () => ({ default: (await import("./ProposalNotice")).ProposalNotice }));

/** The three knobs, what follows from them, and the two things to do with them. */
export function KnobPanel(props: KnobPanelProps) {
  const { shared, team, teamRound, draft, round } = props;
  const translate = useTranslations("play.cockpit");
  const translateCommon = useTranslations("common");
  const format = useFormatter();
  const touch = useTouch(team.seats.length > 1);
  const { designGrid } = round.deck;
  const { design, move, isFrozen } = draft;
  const isSealed = teamRound.commitment !== null;
  const holdOf = (knob: Knob) => ({ knob, knobs: props.knobs, touch });
  const unitOf = (knob: Knob, text: string) => (
    <KnobUnit knob={knob} team={team} teamRound={teamRound}>
      {text}
    </KnobUnit>
  );

  return (
    <section className={isSealed ? "-mx-4 bg-paper-sunk px-4 py-s2" : undefined}>
      <h2 className="mb-s2 max-[1199px]:sr-only">{translate("knobs")}</h2>
      {teamRound.reopenCount > 0 && !isSealed && (
        <div className="mb-s3">
          <Notice title={translate("reopenedTitle")}>{translate("reopenedText")}</Notice>
        </div>
      )}
      <div className="flex flex-col gap-s3">
        <Hold {...holdOf("depth")}>
          <DepthPicker
            label={translateCommon("depth")}
            unit={unitOf("depth", translate("depthUnit"))}
            depths={designGrid.depths}
            value={design.depth}
            onChange={(depth) => move({ depth })}
            disabled={isFrozen}
          />
        </Hold>
        <Hold {...holdOf("width")}>
          <RailSlider
            label={translateCommon("width")}
            unit={unitOf("width", translate("widthUnit"))}
            values={designGrid.widths}
            value={design.width}
            onChange={(width) => move({ width })}
            disabled={isFrozen}
          />
        </Hold>
        <Hold {...holdOf("learningRate")}>
          <RailSlider
            label={translateCommon("learningRate")}
            unit={unitOf("learningRate", translate("learningRateUnit"))}
            values={designGrid.learningRates}
            value={design.learningRate}
            onChange={(learningRate) => move({ learningRate })}
            formatValue={(value) => format.number(value, { maximumSignificantDigits: 6 })}
            disabled={isFrozen}
          />
        </Hold>
      </div>
      {!isSealed && shared.phase === "exploring" && (
        <SweepPicker sweep={props.sweep} design={design} grid={designGrid} disabled={isFrozen} />
      )}
      <DerivedNumbers plan={{ design, sweep: isSealed ? null : pricedSweep(props) }} deck={round.deck} />
      {teamRound.proposal !== null && (
        <Suspense fallback={null}>
          <LateProposalNotice {...props} />
        </Suspense>
      )}
      {isSealed ? <SealedEnvelope {...props} /> : <KnobActions {...props} />}
    </section>
  );
}

type HoldProps = Pick<KnobPanelProps, "knobs"> & {
  readonly knob: Knob;
  readonly touch: (knob: Knob | null) => void;
  readonly children: ReactNode;
};

/** Where a knob is found by the keyboard, and where a hand on it is noticed. */
function Hold({ knob, knobs, touch, children }: HoldProps) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only listens; the knob inside is the control
    <div
      ref={(element) => {
        knobs.current[knob] = element;
      }}
      onFocus={() => touch(knob)}
      onChange={() => touch(knob)}
      onBlur={() => touch(null)}
    >
      {children}
    </div>
  );
}
