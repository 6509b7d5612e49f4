import type { BenchRecord } from "@/tests/bench/bench-record";

export function printPerformanceReport(_record: BenchRecord): string {
  return "";
}
