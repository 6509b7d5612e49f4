"use client";

import { useFormatter, useTranslations } from "next-intl";
import { type ComponentProps, lazy, Suspense, useId } from "react";
import { pilotReplicaCount } from "@/core/game/sweep";
import type { Design, DesignGrid } from "@/core/training/design";
import { type SweepKind, seedCounts, type useSweepChoice } from "./use-sweep-choice";

const LateDuelPicker = lazy(async () => ({ default: (await import("./DuelPicker")).DuelPicker }));

type Props = {
  readonly sweep: ReturnType<typeof useSweepChoice>;
  readonly design: Design;
  readonly grid: DesignGrid;
  readonly disabled: boolean;
};

const kinds: readonly SweepKind[] = ["none", "learning-rates", "seeds", "duel"];

/** What a pilot trains: three seeds of the design, several learning rates, more seeds, or a duel. All native inputs. */
export function SweepPicker({ sweep, design, grid, disabled }: Props) {
  const translate = useTranslations("play.cockpit.sweep");
  const format = useFormatter();
  const groupName = useId();
  const { choice } = sweep;
  return (
    <div className="mt-s3 flex flex-col gap-s2">
      <fieldset className="knob" disabled={disabled}>
        <legend className="knob-head">{translate("title")}</legend>
        <div className="knob-choices depth-choices">
          {kinds.map((kind) => (
            <Choice
              key={kind}
              label={translate(`kind.${kind}`, { count: pilotReplicaCount })}
              type="radio"
              name={groupName}
              value={kind}
              checked={kind === choice.kind}
              onChange={() => sweep.chooseKind(kind)}
            />
          ))}
        </div>
      </fieldset>
      {choice.kind === "learning-rates" && (
        <fieldset className="knob" disabled={disabled}>
          <legend className="knob-head font-normal text-small text-ink-2">{translate("whichRates")}</legend>
          <div className="knob-choices depth-choices">
            {grid.learningRates.map((rate) => (
              <Choice
                key={rate}
                label={format.number(rate, { maximumSignificantDigits: 6 })}
                type="checkbox"
                checked={choice.learningRates.includes(rate)}
                onChange={() => sweep.toggleRate(rate)}
              />
            ))}
          </div>
        </fieldset>
      )}
      {choice.kind === "duel" && (
        <Suspense fallback={null}>
          <LateDuelPicker {...{ design, grid, disabled }} duel={choice.duel} onChange={sweep.chooseDuel} />
        </Suspense>
      )}
      {choice.kind === "seeds" && (
        <fieldset className="knob" disabled={disabled}>
          <legend className="knob-head font-normal text-small text-ink-2">{translate("howManySeeds")}</legend>
          <div className="knob-choices depth-choices">
            {seedCounts.map((count) => (
              <Choice
                key={count}
                label={format.number(count)}
                type="radio"
                name={`${groupName}-count`}
                value={count}
                checked={count === choice.seedCount}
                onChange={() => sweep.chooseSeedCount(count)}
              />
            ))}
          </div>
        </fieldset>
      )}
    </div>
  );
}

function Choice({ label, ...input }: { readonly label: string } & ComponentProps<"input">) {
  return (
    <label className="knob-choice depth-choice justify-center px-1 text-center text-small">
      <input {...input} />
      <span>{label}</span>
    </label>
  );
}
