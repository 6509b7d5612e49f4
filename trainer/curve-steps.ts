const pointCount = 40;

/**
 * The steps at which a learning curve is measured: at most 40, ascending, evenly spaced on a logarithmic axis from 1
 * to `stepBudget`. All runs with one budget share them, so that their curves can be averaged.
 */
export function curveSteps(stepBudget: number): number[] {
  const steps = Array.from({ length: pointCount }, (_, point) =>
    Math.round(stepBudget ** (point / (pointCount - 1))),
  );
  return [...new Set(steps)];
}
