import type { Deck } from "@/core/tasks/deck";
import type { Clue } from "./clue";
import { type ClueKey, directionCount } from "./clue-key";

/** The clue of a key that is asked after `purchase` others of it: the next input, the next direction. */
export function clueOfKey(
  key: ClueKey,
  purchase: number,
  { inputDimension }: Pick<Deck, "inputDimension">,
): Clue {
  const input = purchase % inputDimension;
  const direction = purchase % directionCount;
  switch (key) {
    case "resample-half":
      return { kind: "resample", share: "half" };
    case "resample-quarter":
      return { kind: "resample", share: "quarter" };
    case "resample-tenth":
      return { kind: "resample", share: "tenth" };
    case "negate-4":
      return { kind: "negate", input, points: 4 };
    case "negate-8":
      return { kind: "negate", input, points: 8 };
    case "negate-16":
      return { kind: "negate", input, points: 16 };
    case "shift-4":
      return { kind: "shift", points: 4 };
    case "shift-8":
      return { kind: "shift", points: 8 };
    case "rows":
      return { kind: "rows" };
    case "line":
      return { kind: "line", direction };
    case "jump-scan":
      return { kind: "jump-scan", direction };
    case "baseline-linear":
      return { kind: "baseline", predictor: "linear" };
    case "baseline-quadratic":
      return { kind: "baseline", predictor: "quadratic" };
    case "baseline-cubic":
      return { kind: "baseline", predictor: "cubic" };
    case "baseline-nearest-neighbours":
      return { kind: "baseline", predictor: "nearest-neighbours" };
    case "baseline-kernel":
      return { kind: "baseline", predictor: "kernel" };
    case "baseline-fourier":
      return { kind: "baseline", predictor: "fourier" };
    default:
      return key satisfies never;
  }
}
