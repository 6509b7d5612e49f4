"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useTraining } from "@/app/_training/TrainingProvider";
import { pilotCost } from "@/core/game/pilot-cost";
import type { PilotPlan } from "@/core/game/sweep";
import type { Deck } from "@/core/tasks/deck";
import { parameterCount } from "@/core/training/design-grid";
import { pilotSecondsHere } from "./seconds-here";

/** What follows from the knobs: they are the only free choice, these are not. */
export function DerivedNumbers({ plan, deck }: { readonly plan: PilotPlan; readonly deck: Deck }) {
  const translate = useTranslations("play.cockpit");
  const format = useFormatter();
  const speed = useTraining((state) => state.speed);
  const parameters = parameterCount(plan.design, deck.inputDimension);
  const cost = pilotCost(plan, deck);
  const perSample = parameters / deck.trainingSampleCount;
  const seconds = speed === null ? null : pilotSecondsHere(plan, deck, speed.stepsPerSecond);
  return (
    <dl className="mt-s2 grid grid-cols-[repeat(4,auto)] justify-between gap-x-s2 border-y rule-ink py-s2">
      <Derived label={translate("parameters")} value={format.number(parameters)} />
      <Derived
        label={translate("perSample")}
        value={format.number(perSample, { minimumFractionDigits: 2, maximumFractionDigits: 2 })}
      >
        <RatioGauge ratio={perSample} />
      </Derived>
      <Derived label={translate("credits", { count: cost })} value={format.number(cost)} />
      <Derived
        label={translate("here")}
        value={seconds === null ? "–" : translate("seconds", { seconds: Math.max(1, Math.round(seconds)) })}
      />
    </dl>
  );
}

function Derived(props: { readonly label: string; readonly value: string; readonly children?: ReactNode }) {
  return (
    <div className="flex flex-col leading-tight">
      <dt className="order-2 text-small text-ink-2">{props.label}</dt>
      <dd className="order-1 text-h3 font-medium">{props.value}</dd>
      {props.children && (
        <dd className="order-3 mt-1" aria-hidden="true">
          {props.children}
        </dd>
      )}
    </div>
  );
}

/** Parameters per sample on a logarithmic rail from 1/100 to 100, with a tick at 1. */
function RatioGauge({ ratio }: { readonly ratio: number }) {
  const position = 36 + 18 * Math.log10(ratio);
  const x = Math.min(68, Math.max(4, position));
  return (
    <svg width="72" height="12" viewBox="0 0 72 12" aria-hidden="true">
      <path d="M0 7H72" stroke="var(--line-strong)" strokeWidth={1.25} />
      <path d="M36 1V12" stroke="var(--ink)" strokeWidth={1.5} />
      <circle cx={x} cy={7} r={4} fill="var(--ink)" stroke="var(--paper)" strokeWidth={1.5} />
    </svg>
  );
}
