import { z } from "zod/mini";
import { clueKeys, cluePredictors, directionCount } from "./clue-key";

const place = () => z.int().check(z.minimum(0), z.maximum(999));
const direction = () => z.int().check(z.minimum(0), z.maximum(directionCount - 1));
const share = z.enum(["half", "quarter", "tenth"]);
const predictor = z.enum(cluePredictors);

export const ClueKeySchema = z.enum(clueKeys);

/** What a team can ask of the hidden rule, with all that it chooses. Inputs are counted from 0. */
export const ClueSchema = z.discriminatedUnion("kind", [
  /** A share of the inputs is drawn again, the same inputs at 8 fresh points: which labels change? */
  z.strictObject({ kind: z.literal("resample"), share }),
  /** One input changes its sign at fresh points: which labels change? */
  z.strictObject({ kind: z.literal("negate"), input: place(), points: z.literal([4, 8, 16]) }),
  /** All inputs move along the ring, each point by a number of places of its own: which labels change? */
  z.strictObject({ kind: z.literal("shift"), points: z.literal([4, 8]) }),
  /** 8 fresh rows with their labels. */
  z.strictObject({ kind: z.literal("rows") }),
  /** Noisy values of a picture at 16 places along a line through the square. */
  z.strictObject({ kind: z.literal("line"), direction: direction() }),
  /** Where along a line the picture bends or jumps most, and by how much. */
  z.strictObject({ kind: z.literal("jump-scan"), direction: direction() }),
  /** The validation error of a predictor that is no network, fitted to this round's training rows. */
  z.strictObject({ kind: z.literal("baseline"), predictor }),
]);
export type Clue = z.infer<typeof ClueSchema>;
export type ClueKind = Clue["kind"];

/** 1 for the label +1, 0 for -1. */
const label = z.literal([0, 1]);
const pair = { before: label, after: label };
/** A point of the square [-1, 1]^2. */
const point = z.strictObject({ x: z.number(), y: z.number() });
const segment = { from: point, to: point };

/** What comes back: all that the card draws, and nothing of the rule beyond it. */
export const ClueAnswerSchema = z.discriminatedUnion("kind", [
  /** `inputs` were drawn again, ascending; one pair of labels per point. */
  z.strictObject({
    kind: z.literal("resample"),
    share,
    inputs: z.array(place()).check(z.minLength(1)),
    points: z.array(z.strictObject(pair)).check(z.length(8)),
  }),
  z.strictObject({
    kind: z.literal("negate"),
    input: place(),
    points: z.array(z.strictObject(pair)).check(z.minLength(4), z.maxLength(16)),
  }),
  /** After a shift by s, input j holds what input j + s (modulo their number) held before; 1 <= s < number of inputs. */
  z.strictObject({
    kind: z.literal("shift"),
    points: z.array(z.strictObject({ shift: place(), ...pair })).check(z.minLength(4), z.maxLength(8)),
  }),
  /** Inputs rounded to 2 decimals before the label was taken, so the label is that of the numbers shown. */
  z.strictObject({
    kind: z.literal("rows"),
    rows: z.array(z.strictObject({ inputs: z.array(z.number()), label })).check(z.length(8)),
  }),
  /** Values at 16 equally spaced places, both ends included; `noise` is the standard deviation of their error. */
  z.strictObject({
    kind: z.literal("line"),
    direction: direction(),
    ...segment,
    values: z.array(z.number()).check(z.length(16)),
    noise: z.number(),
  }),
  /**
   * The largest second difference |f(t + h) - 2 f(t) + f(t - h)| along the line: `along` is its place, from 0 (`from`)
   * to 1 (`to`); `size` in units of f, never below 0, with an error of standard deviation `noise`.
   */
  z.strictObject({
    kind: z.literal("jump-scan"),
    direction: direction(),
    ...segment,
    along: z.number().check(z.minimum(0), z.maximum(1)),
    size: z.number().check(z.minimum(0)),
    noise: z.number(),
  }),
  /** Share of wrong signs, or root mean square distance, on the validation rows. */
  z.strictObject({
    kind: z.literal("baseline"),
    predictor,
    error: z.number().check(z.nonnegative()),
  }),
]);
export type ClueAnswer = z.infer<typeof ClueAnswerSchema>;
