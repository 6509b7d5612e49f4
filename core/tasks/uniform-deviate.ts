import type { RandomStream } from "@/core/random/random-streams";

/** A float64 uniform in (low, high), one word of the stream. */
export function uniformDeviate(stream: RandomStream, low: number, high: number): number {
  return low + ((high - low) * (stream.uint32() + 0.5)) / 2 ** 32;
}
