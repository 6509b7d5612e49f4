import { withinTime } from "@/tests/bench/host-connection";
import type { BenchBrowser } from "@/tests/bench/launch-browser";
import type { RaceTrack } from "@/tests/bench/measure-races";
import { replicaCount } from "@/tests/bench/race-sizes";
import { workerCount } from "@/trainer/worker-pool";

/** Races in the bench's page, through the trainer client with its own number of workers. */
export async function openBrowserRaces({ page }: BenchBrowser): Promise<RaceTrack> {
  const coreCount = await page.evaluate(() => navigator.hardwareConcurrency);
  return {
    environment: "chromium",
    engine: "wasm",
    workers: Math.min(replicaCount, workerCount(coreCount)),
    // The first race, which is not timed, makes the inputs.
    prepare: async () => {},
    race: (size, stepCount) =>
      withinTime(
        page.evaluate(([asked, count]) => globalThis.raceInPage(asked, count), [size, stepCount] as const),
        "a race in the browser",
      ),
    close: async () => {},
  };
}
