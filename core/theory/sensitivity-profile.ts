import type { RuleOf } from "@/core/tasks/rule";
import table from "@/core/theory/global-sensitivities.json";

// s_i = P(the label changes when input i alone is drawn anew), inputs independent standard normal. Our own measure:
// drawn beside the profile of a network it shows which inputs the network found.

/** Rules whose label is the sign of a sum of products of inputs. */
export type SummedProducts = RuleOf<"k-local"> | RuleOf<"k-global">;

/** s_i of every input, and how the numbers come about. */
export interface SensitivityProfile {
  readonly values: readonly number[];
  /** `tabulated`: interpolated between Monte Carlo values, relative error below 1 %. */
  readonly kind: "exact" | "tabulated";
}

/**
 * k-local: 1/2 for used inputs (the sign of a new factor is a coin toss), 0 for the others; exact. k-global: the same
 * for every input. For k = 1 the sum before and after is normal with correlation 1 - 1/D, so it is arccos(1 - 1/D) / pi
 * exactly. For larger k it falls like 1 / sqrt(D) too, but a normal approximation with correlation 1 - k/D is 19 to
 * 45 % too high for 16 to 40 inputs, since the change of the sum is not normal: it is read from a table. Null for k > 5 or fewer
 * inputs than the table has (8).
 */
export function sensitivityProfile(rule: SummedProducts, inputDimension: number): SensitivityProfile | null {
  if (rule.family === "k-local") {
    const used = new Set(rule.indices);
    const values = Array.from({ length: inputDimension }, (_, input) => (used.has(input) ? 0.5 : 0));
    return { values, kind: "exact" };
  }
  const order = rule.offsets.length;
  if (order === 1) {
    return { values: Array(inputDimension).fill(Math.acos(1 - 1 / inputDimension) / Math.PI), kind: "exact" };
  }
  const value = tabulatedSensitivity(order, inputDimension);
  return value === null ? null : { values: Array(inputDimension).fill(value), kind: "tabulated" };
}

/** The table holds s sqrt(D), which is nearly linear in 1/D. */
function tabulatedSensitivity(order: number, inputDimension: number): number | null {
  const rows: Readonly<Record<string, Readonly<Record<string, number>>>> = table;
  const points = Object.entries(rows[order] ?? {})
    .map(([size, scaled]) => ({ inverse: size === "infinite" ? 0 : 1 / Number(size), scaled }))
    .sort((a, b) => a.inverse - b.inverse);
  const inverse = 1 / inputDimension;
  const above = points.findIndex((point) => point.inverse >= inverse);
  const [low, high] = [points[above - 1], points[above]];
  if (!low || !high) return null;
  const share = (inverse - low.inverse) / (high.inverse - low.inverse);
  return (low.scaled + share * (high.scaled - low.scaled)) * Math.sqrt(inverse);
}
