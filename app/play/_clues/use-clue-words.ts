import { useFormatter, useTranslations } from "next-intl";
import { useChartNumbers } from "@/app/_ui/charts/use-chart-numbers";
import type { Clue, ClueAnswer } from "@/core/clues/clue";
import { directionCount } from "@/core/clues/clue-key";
import { chanceError } from "@/core/game/race";

/** What was asked and what came back in a line each: what is to be seen, never what it means. */
export function useClueWords() {
  const translate = useTranslations("play.clues");
  const format = useFormatter();
  const numbers = useChartNumbers();

  function direction(index: number): string {
    return translate("degrees", { degrees: format.number((180 * index) / directionCount) });
  }

  /** The question in a few words. */
  function asked(clue: Clue): string {
    switch (clue.kind) {
      case "resample":
        return translate("asked.resample", { share: translate(`share.${clue.share}`) });
      case "negate":
        return translate("asked.negate", { input: clue.input + 1, points: clue.points });
      case "shift":
        return translate("asked.shift", { points: clue.points });
      case "rows":
        return translate("asked.rows");
      case "line":
        return translate("asked.line", { direction: direction(clue.direction) });
      case "jump-scan":
        return translate("asked.jump-scan", { direction: direction(clue.direction) });
      case "baseline":
        return translate("asked.baseline", { predictor: translate(`predictor.${clue.predictor}`) });
      default:
        return clue satisfies never;
    }
  }

  function told(answer: ClueAnswer): string {
    switch (answer.kind) {
      case "resample":
      case "negate":
      case "shift": {
        const changed = answer.points.filter(({ before, after }) => before !== after).length;
        return translate("told.pairs", { changed, count: answer.points.length });
      }
      case "rows": {
        const plus = answer.rows.filter((row) => row.label === 1).length;
        return translate("told.rows", { plus, minus: answer.rows.length - plus });
      }
      case "line":
        return translate("told.line", {
          count: answer.values.length,
          low: numbers.error(Math.min(...answer.values)),
          high: numbers.error(Math.max(...answer.values)),
          noise: numbers.error(answer.noise),
        });
      case "jump-scan":
        return translate("told.jump-scan", {
          size: numbers.error(answer.size),
          noise: numbers.error(answer.noise),
          along: format.number(answer.along, { style: "percent", maximumFractionDigits: 0 }),
        });
      case "baseline":
        return translate("told.baseline", {
          error: numbers.preciseError(answer.error),
          chance: numbers.plain(chanceError),
        });
      default:
        return answer satisfies never;
    }
  }

  return { asked, told, direction };
}
