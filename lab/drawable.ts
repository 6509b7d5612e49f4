import type { Figure } from "@/core/figures/figure";
import type { Options, Output } from "@/lab/command-line";

/** Something that `npm run lab -- figure <name>` draws. */
export interface Drawable {
  /** Names of the options that it takes, beside --out and --json. */
  readonly options: readonly string[];
  /** Lines for the help page: what it shows, then its options. */
  readonly usage: readonly [string, ...string[]];
  /** Throws `UsageError` for what it cannot draw. Progress goes to `output.say`. */
  compute(options: Options, output: Output): Figure | Promise<Figure>;
}
