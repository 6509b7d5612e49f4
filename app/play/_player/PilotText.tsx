import { useFormatter, useTranslations } from "next-intl";
import type { PilotPlan } from "@/core/game/sweep";
import { DesignText } from "./DesignText";

/** What a pilot trains, in words: its design, with the rates or the number of seeds where it sweeps. */
export function PilotText({ plan }: { readonly plan: PilotPlan }) {
  const translate = useTranslations("play");
  const translateChart = useTranslations("charts");
  const format = useFormatter();
  const { design, sweep } = plan;
  const rate = (value: number) => format.number(value, { maximumSignificantDigits: 6 });
  if (sweep?.kind !== "learning-rates") {
    return (
      <>
        <DesignText design={design} />
        {sweep?.kind === "seeds" && translate("sweepSeeds", { count: sweep.count })}
        {sweep?.kind === "duel" &&
          translate("duel", {
            other: translateChart(`knobValue.${sweep.knob}`, { value: rate(sweep.value) }),
          })}
      </>
    );
  }
  return translate("sweepRates", {
    depth: format.number(design.depth),
    width: format.number(design.width),
    count: sweep.learningRates.length,
    low: rate(Math.min(...sweep.learningRates)),
    high: rate(Math.max(...sweep.learningRates)),
  });
}
