import type { EngineChoice } from "@/trainer/engine-choice";

/** Why an engine does not run, or no longer, as a page can explain it. */
export type EngineFailureReason =
  | "missing-simd"
  | "out-of-memory"
  | "lost-device"
  | "too-large"
  | "no-worker"
  | "other";

/** An engine that broke down or did not start. */
export interface EngineFailure {
  engine: EngineChoice;
  reason: EngineFailureReason;
  /** In the words of the engine or the browser, for the curious. */
  detail: string;
}

/** What an error of an engine means. Browsers have no codes for these, only words. */
export function engineFailureReason(error: unknown): EngineFailureReason {
  const text = String(error);
  if (/\blost\b|context.?lost|device was destroyed/i.test(text)) return "lost-device";
  if (/\bSIMD\b|CompileError|unsafe-eval|WebAssembly is not defined/i.test(text)) return "missing-simd";
  if (/memory|allocation failed|array buffer/i.test(text)) return "out-of-memory";
  if (/limit|too large|exceeds/i.test(text)) return "too-large";
  return "other";
}

/** The words of an error. */
export function failureDetail(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
