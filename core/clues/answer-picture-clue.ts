import { cosine, sine } from "@/core/numerics/sine";
import type { RandomStream } from "@/core/random/random-streams";
import { uniformDeviate } from "@/core/tasks/uniform-deviate";
import type { Clue, ClueAnswer } from "./clue";
import { directionCount } from "./clue-key";
import { cluePoints } from "./clue-points";
import { type ClueInstance, clueValues } from "./clue-values";

type PictureClue = Extract<Clue, { kind: "line" | "jump-scan" }>;

const linePlaceCount = 16;
/** Standard deviations of what is added to the values, beside a spread of 1/2 of every picture. */
export const lineNoise = 0.2;
export const scanNoise = 0.2;
/** The scan looks at this many steps along its line. */
const scanStepCount = 64;
/** Lines pass the centre at most this far and are this long to either side: they stay inside the unit disc. */
const mostOffset = 0.3;
const halfLength = 0.95;

/** Answers from the noise-free picture along a line in the direction of the clue, shifted sideways by a fresh amount. */
export function answerPictureClue(
  instance: ClueInstance,
  clue: PictureClue,
  purchaseIndex: number,
): ClueAnswer {
  const stream = cluePoints(instance.secretSeed, clue, purchaseIndex).ofAll();
  const segment = drawSegment(clue.direction, stream);
  const valueAt = clueValues(instance);
  const valueAlong = (along: number) => valueAt(Float32Array.from(pointOf(segment, along)), 0);
  const { direction } = clue;
  if (clue.kind === "line") {
    const values = Array.from({ length: linePlaceCount }, (_, place) =>
      hundredths(valueAlong(place / (linePlaceCount - 1)) + lineNoise * stream.normal()),
    );
    return { kind: "line", direction, ...segment, values, noise: lineNoise };
  }
  const { along, bend } = sharpestBend(valueAlong);
  const size = hundredths(Math.max(0, bend + scanNoise * stream.normal()));
  return { kind: "jump-scan", direction, ...segment, along, size, noise: scanNoise };
}

interface Segment {
  readonly from: { readonly x: number; readonly y: number };
  readonly to: { readonly x: number; readonly y: number };
}

/** Ends are rounded, and values belong to the rounded ends. */
function drawSegment(direction: number, stream: RandomStream): Segment {
  const angle = (Math.PI * direction) / directionCount;
  const [c, s] = [cosine(angle), sine(angle)];
  const offset = uniformDeviate(stream, -mostOffset, mostOffset);
  const end = (length: number) => ({
    x: rounded(length * c - offset * s, 10_000),
    y: rounded(length * s + offset * c, 10_000),
  });
  return { from: end(-halfLength), to: end(halfLength) };
}

function pointOf({ from, to }: Segment, along: number): [number, number] {
  return [from.x + along * (to.x - from.x), from.y + along * (to.y - from.y)];
}

/** The largest second difference over neighbouring steps, and its place from 0 to 1: the first of equal ones. */
function sharpestBend(valueAlong: (along: number) => number): { along: number; bend: number } {
  const values = Array.from({ length: scanStepCount + 1 }, (_, step) => valueAlong(step / scanStepCount));
  let [along, bend] = [0, -1];
  for (let step = 1; step < scanStepCount; step += 1) {
    const [before, here, after] = values.slice(step - 1, step + 2) as [number, number, number];
    const size = Math.abs(after - 2 * here + before);
    if (size <= bend) continue;
    [along, bend] = [hundredths(step / scanStepCount), size];
  }
  return { along, bend };
}

function hundredths(value: number): number {
  return rounded(value, 100);
}

/** To whole parts of 1 / `parts`; never -0, which JSON does not know. */
function rounded(value: number, parts: number): number {
  return Math.round(value * parts) / parts + 0;
}
