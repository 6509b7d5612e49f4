import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { withinTime } from "@/tests/bench/host-connection";
import type { RaceTrack } from "@/tests/bench/measure-races";
import type { RaceRequest } from "@/tests/bench/race-process";
import { replicaCount } from "@/tests/bench/race-sizes";

const processFile = fileURLToPath(new URL("race-process.ts", import.meta.url));

/** Starts processes for races in Node, one for each core but no more than replicas. */
export function openNodeRaces(): RaceTrack {
  const count = Math.min(replicaCount, availableParallelism());
  const children = Array.from({ length: count }, () => fork(processFile, { execArgv: ["--import", "tsx"] }));
  return {
    environment: "node",
    engine: "wasm",
    workers: count,
    async prepare(size) {
      await Promise.all(children.map((child) => ask(child, { size })));
    },
    async race(size, stepCount) {
      let next = 0;
      async function trainInTurn(child: ChildProcess): Promise<void> {
        while (next < replicaCount) {
          const replicaIndex = next;
          next += 1;
          await ask(child, { size, replicaIndex, stepCount });
        }
      }
      const startedAt = performance.now();
      await Promise.all(children.map(trainInTurn));
      return (performance.now() - startedAt) / 1000;
    },
    async close() {
      for (const child of children) child.kill("SIGKILL");
    },
  };
}

async function ask(child: ChildProcess, request: RaceRequest): Promise<void> {
  const over = new AbortController();
  const answered = once(child, "message", over);
  const ended = once(child, "exit", over).then(() => {
    throw new Error("a process of the race ended");
  });
  child.send(request);
  try {
    await withinTime(Promise.race([answered, ended]), "a replica of a race");
  } finally {
    over.abort();
    await Promise.allSettled([answered, ended]);
  }
}
