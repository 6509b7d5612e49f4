// The bench's page: it passes requests on to workers, one for each family of trainers.
import { raceInPage as runRace } from "@/tests/bench/browser-race";
import type { RaceSize } from "@/tests/bench/race-sizes";
import type { HostReply, HostRequest } from "@/tests/bench/trainer-host";

declare global {
  /** What the bench calls from outside. */
  var askTrainers: (family: string, request: HostRequest) => Promise<HostReply>;
  var endTrainers: (family: string) => void;
  var raceInPage: (size: RaceSize, stepCount: number) => Promise<number>;
}

const workers = new Map<string, Worker>();

function workerOf(family: string): Worker {
  const known = workers.get(family);
  if (known) return known;
  const worker = new Worker(new URL("./browser-worker.ts", import.meta.url), {
    type: "module",
    name: family,
  });
  workers.set(family, worker);
  return worker;
}

globalThis.askTrainers = (family, request) =>
  new Promise((resolve) => {
    const worker = workerOf(family);
    worker.onmessage = ({ data }: MessageEvent<HostReply>) => resolve(data);
    worker.onerror = ({ message }) => resolve({ error: message || "the worker did not start" });
    worker.postMessage(request);
  });

globalThis.endTrainers = (family) => {
  workers.get(family)?.terminate();
  workers.delete(family);
};

globalThis.raceInPage = runRace;
