import type { CitationId } from "@/core/theory/citations";
import type { Options, Output } from "@/lab/command-line";

/** What a topic of `theory` found out. */
export interface TheoryResult {
  /** Goes into the JSON document as it is. */
  readonly data: Readonly<Record<string, unknown>>;
  /** The same for people. */
  readonly lines: readonly string[];
  /** What the numbers rest on: printed under them, always. */
  readonly citations: readonly [CitationId, ...CitationId[]];
}

/** Something that `npm run lab -- theory <topic>` computes. */
export interface TheoryTopic {
  /** Names of the options that it takes, beside --json. */
  readonly options: readonly string[];
  /** Lines for the help page: what it does, then its options. */
  readonly usage: readonly [string, ...string[]];
  /** Throws `UsageError` for what it cannot compute. Progress goes to `output.say`. */
  compute(options: Options, output: Output): TheoryResult | Promise<TheoryResult>;
}
