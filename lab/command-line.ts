import { type Seed, SeedSchema } from "@/core/random/seed";

/** Where a command writes: results to `print` (standard output), progress and complaints to `say` (standard error). */
export interface Output {
  print(line: string): void;
  say(line: string): void;
}

/** Something that the caller wrote wrongly, with a sentence that says what is allowed. Shown without a stack. */
export class UsageError extends Error {}

/** Options as they were typed, by name without dashes; `true` where an option takes no value. */
export type Options = Readonly<Record<string, string | boolean | undefined>>;

export interface NumberRange {
  readonly low: number;
  readonly high: number;
  readonly isWhole: boolean;
}

/** A number in a range, or null when the option is not there. */
export function numberOption(
  options: Options,
  name: string,
  { low, high, isWhole }: NumberRange,
): number | null {
  const text = options[name];
  if (text === undefined) return null;
  const value = typeof text === "string" && text.trim() !== "" ? Number(text) : Number.NaN;
  const isAllowed = value >= low && value <= high && (!isWhole || Number.isInteger(value));
  if (isAllowed) return value;
  throw new UsageError(
    `--${name} is a ${isWhole ? "whole " : ""}number from ${low} to ${high}, not "${text}"`,
  );
}

/** As `numberOption`; without the option it is `fallback`, and where there is none, refused. */
export function neededNumber(options: Options, name: string, range: NumberRange, fallback?: number): number {
  const value = numberOption(options, name, range) ?? fallback;
  if (value !== undefined) return value;
  const { low, high, isWhole } = range;
  throw new UsageError(`--${name} is needed: a ${isWhole ? "whole " : ""}number from ${low} to ${high}`);
}

/** The text of an option, or null. */
export function textOption(options: Options, name: string): string | null {
  const text = options[name];
  return typeof text === "string" ? text : null;
}

/** Refuses options that the command does not know in this form. */
export function refuseOptions(options: Options, names: readonly string[], because: string): void {
  const unwanted = names.find((name) => options[name] !== undefined);
  if (unwanted !== undefined) throw new UsageError(`--${unwanted} does not go with ${because}`);
}

/** The value of --seed: a whole number from 0 on, or 32 hexadecimal digits. Without it, `fallback`. */
export function seedOption(options: Options, fallback: Seed): Seed {
  const text = options.seed;
  if (text === undefined) return fallback;
  const number = Number(text);
  const isWhole = typeof text === "string" && /^\d{1,16}$/.test(text) && Number.isSafeInteger(number);
  const seed = SeedSchema.safeParse(isWhole ? number.toString(16).padStart(32, "0") : text);
  if (seed.success) return seed.data;
  throw new UsageError(
    `--seed is a whole number from 0 to ${Number.MAX_SAFE_INTEGER} or 32 lower-case hexadecimal digits, not "${text}"`,
  );
}
