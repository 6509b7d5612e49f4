import { useTranslations } from "next-intl";
import type { Knob } from "@/core/game/knob";
import { type DuelErrors, duelVerdict } from "./duel-verdict";
import { useChartNumbers } from "./use-chart-numbers";

/** Two values of one knob. */
export interface DuelKnob {
  readonly knob: Knob;
  readonly first: number;
  readonly second: number;
}

/** A duel in words: what its sides are called, and how it ended. */
export function useDuelWords() {
  const translate = useTranslations("charts");
  const numbers = useChartNumbers();
  const nameOf = (knob: Knob, value: number) =>
    translate(`knobValue.${knob}`, { value: numbers.plain(value) });
  return {
    nameOf,
    verdictOf: (duel: DuelKnob, errors: DuelErrors): string | null => {
      const verdict = duelVerdict(errors);
      if (verdict === null) return null;
      const { kind, better, lowError, highError, wins, count } = verdict;
      const worse = better === "first" ? "second" : "first";
      return translate(`duelVerdict.${kind}`, {
        better: nameOf(duel.knob, duel[better]),
        worse: nameOf(duel.knob, duel[worse]),
        difference: numbers.error(Math.round(highError * 100) / 100 - Math.round(lowError * 100) / 100),
        lowError: numbers.error(lowError),
        highError: numbers.error(highError),
        wins,
        count,
      });
    },
  };
}
