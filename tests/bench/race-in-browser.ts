import type { BenchBrowser } from "@/tests/bench/launch-browser";
import type { RaceTrack } from "@/tests/bench/measure-races";

export async function openBrowserRaces(_browser: BenchBrowser): Promise<RaceTrack> {
  throw new Error("not yet");
}
