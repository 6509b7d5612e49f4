// The bench: see bench-arguments.ts for what it does.
import { readFileSync, writeFileSync } from "node:fs";
import { benchUsage, readBenchArguments } from "@/tests/bench/bench-arguments";
import { type BenchRecord, parseRecord, plainMeasurements, printRecord } from "@/tests/bench/bench-record";
import { printTable } from "@/tests/bench/bench-table";
import { printPerformanceReport } from "@/tests/bench/performance-report";
import { runBench } from "@/tests/bench/run-bench";

const asked = readBenchArguments(process.argv.slice(2));
if (typeof asked === "string") {
  console.error(`${asked}\n\n${benchUsage}`);
  process.exitCode = 1;
} else if (asked.isHelp) {
  console.log(benchUsage);
} else {
  const record: BenchRecord = asked.record
    ? parseRecord(readFileSync(asked.record, "utf8"))
    : await runBench(asked);
  if (asked.json) writeFileSync(asked.json, `${JSON.stringify(plainMeasurements(record), null, 2)}\n`);
  if (asked.report) {
    writeFileSync(asked.report, printPerformanceReport(record));
    if (!asked.record) writeFileSync(asked.report.replace(/\.md$/, ".jsonl"), printRecord(record));
  }
  if (!asked.record) console.log(printTable(record));
}
