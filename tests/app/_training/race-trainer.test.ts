import { describe, expect, it } from "vitest";
import {
  mostAttempts,
  type PresentRace,
  progressIntervalMs,
  RaceTrainer,
} from "@/app/_training/race-trainer";
import type { RaceReplica } from "@/app/_training/training-state";
import type { ReplicaPlace } from "@/app/_training/upload-key";
import { SeedSchema } from "@/core/random/seed";
import { FakeTrainer, settle } from "./fake-trainer";
import { aRound, sessionId } from "./views";

function aRaceTrainer(options: { isTaken?: boolean } = {}) {
  const client = new FakeTrainer();
  const uploads: { place: ReplicaPlace; predictions: Uint8Array | null; diverged: boolean }[] = [];
  const progress: { replicaIndex: number; steps: number[] }[] = [];
  const clock = { now: 0 };
  let replicas: readonly RaceReplica[] = [];
  const kept = new Map<number, Float32Array>();
  const trainer = new RaceTrainer({
    loadClient: async () => client,
    datasetOf: async (round) => ({
      publicSeed: round.publicSeed,
      distribution: "normal",
      inputDimension: 10,
      trainingSampleCount: 2000,
      validationSampleCount: 2000,
      testSampleCount: 10000,
      loss: "logistic",
      batchSize: 50,
      trainingLabels: "",
      validationLabels: "",
    }),
    sendProgress: ({ replicaIndex, points }) => {
      progress.push({ replicaIndex, steps: points.map(([step]) => step) });
    },
    upload: async (place, { predictions, diverged }) => {
      uploads.push({ place, predictions, diverged });
      return options.isTaken ?? true;
    },
    keepWeights: ({ replicaIndex }, weights) => kept.set(replicaIndex, weights),
    now: () => clock.now,
    onChange: (changed) => {
      replicas = changed;
    },
  });
  return {
    trainer,
    client,
    uploads,
    kept,
    progress,
    clock,
    statuses: () => replicas.map(({ status }) => status),
  };
}

function aRace(changed: Partial<PresentRace> = {}): PresentRace {
  return {
    sessionId,
    round: aRound(),
    raceSeed: SeedSchema.parse("c".repeat(32)),
    design: { depth: 3, width: 10, learningRate: 0.3 },
    reopenCount: 0,
    raceOrder: [2, 3, 4, 0, 1],
    replicasIn: [],
    ...changed,
  };
}

const replicasOf = ({ job }: FakeTrainer["last"]) => job.runs.map(({ replicaIndex }) => replicaIndex);

describe("RaceTrainer", () => {
  it("trains the committed design with the race's seed, all replicas in this device's order as one job", async () => {
    const { trainer, client, uploads, statuses } = aRaceTrainer();
    trainer.sync(aRace());
    await settle();
    const { design, raceSeed } = aRace();
    expect(client.last.job).toMatchObject({
      depth: design.depth,
      width: design.width,
      runs: [2, 3, 4, 0, 1].map((replicaIndex) => ({
        runSeed: raceSeed,
        replicaIndex,
        learningRate: design.learningRate,
      })),
      stepBudget: aRound().deck.stepBudget,
      measureValidation: false,
      predictTest: true,
    });
    expect(statuses()).toEqual(Array(5).fill("training"));

    for (const runIndex of [1, 0, 2, 3, 4]) {
      client.finishRun(runIndex);
      await settle();
    }
    client.finishJob();
    await settle();

    expect(client.started).toHaveLength(1);
    expect(uploads.map(({ place }) => place.replicaIndex)).toEqual([3, 2, 4, 0, 1]);
    expect(uploads[1]).toEqual({
      place: { sessionId, roundIndex: 0, attempt: 0, reopenCount: 0, replicaIndex: 2 },
      predictions: new Uint8Array([0, 255]),
      diverged: false,
    });
    expect(statuses()).toEqual(Array(5).fill("delivered"));
  });

  it("skips replicas that are in and leaves one that a teammate delivers meanwhile", async () => {
    const { trainer, client, uploads, statuses } = aRaceTrainer();
    trainer.sync(aRace({ replicasIn: [2] }));
    await settle();
    expect(replicasOf(client.last)).toEqual([3, 4, 0, 1]);

    trainer.sync(aRace({ replicasIn: [2, 3] }));
    await settle();

    const { jobId } = client.last.job;
    expect(client.cancelledRuns).toEqual([{ jobId, runIndex: 0 }]);
    expect(client.cancelled).toEqual([]);
    client.finishRun(0);
    client.finishRun(1);
    await settle();
    expect(uploads.map(({ place }) => place.replicaIndex)).toEqual([4]);
    expect(statuses()[3]).toBe("given-up");
  });

  it("leaves a replica that a teammate delivers while the data is on its way", async () => {
    const { trainer, client } = aRaceTrainer();
    trainer.sync(aRace());
    trainer.sync(aRace({ replicasIn: [2] }));
    await settle();

    const { jobId } = client.last.job;
    expect(client.cancelledRuns).toContainEqual({ jobId, runIndex: 0 });
  });

  it("does not begin anew when the same view comes again", async () => {
    const { trainer, client } = aRaceTrainer();
    trainer.sync(aRace());
    trainer.sync(aRace());
    await settle();
    trainer.sync(aRace());
    await settle();

    expect(client.started).toHaveLength(1);
    expect(client.cancelled).toHaveLength(0);
  });

  it("uploads a diverged replica without predictions", async () => {
    const { trainer, client, uploads } = aRaceTrainer();
    trainer.sync(aRace());
    await settle();
    client.finishRun(0, { diverged: true });
    await settle();

    expect(uploads[0]).toMatchObject({ predictions: null, diverged: true });
  });

  it("keeps the weights of what it delivers, for an audit, but none of a diverged replica", async () => {
    const { trainer, client, kept } = aRaceTrainer();
    trainer.sync(aRace());
    await settle();
    client.finishRun(0);
    client.finishRun(1, { diverged: true });
    await settle();
    expect(replicasOf(client.last).slice(0, 2)).toEqual([2, 3]);
    expect([...kept]).toEqual([[2, Float32Array.from([0])]]);
  });

  it("tells the whole curve, at most about twice a second", async () => {
    const { trainer, client, progress, clock } = aRaceTrainer();
    trainer.sync(aRace());
    await settle();
    for (let step = 1; step <= 100; step += 1) {
      clock.now = step * 100;
      client.progress(step);
    }

    const seconds = (100 * 100) / 1000;
    expect(progress.length).toBeLessThanOrEqual(Math.ceil((seconds * 1000) / progressIntervalMs));
    expect(progress.length).toBeGreaterThanOrEqual(Math.floor((seconds * 1000) / 600) - 1);
    const told = progress.flatMap(({ steps }) => steps);
    expect(told).toEqual(Array.from({ length: told.length }, (_, index) => index + 1));
    expect(told.length).toBeGreaterThan(85);
  });

  it("tells of replicas that train together in turns, and of a finished one at once", async () => {
    const { trainer, client, progress, clock } = aRaceTrainer();
    trainer.sync(aRace());
    await settle();
    for (let step = 1; step <= 20; step += 1) {
      clock.now = step * 600;
      for (const runIndex of [0, 1, 2, 3, 4]) client.progress(step, runIndex);
    }

    const timesTold = [0, 1, 2, 3, 4].map(
      (index) => progress.filter(({ replicaIndex }) => replicaIndex === index).length,
    );
    expect(timesTold).toEqual([4, 4, 4, 4, 4]);
    client.finishRun(3);
    expect(progress.at(-1)).toMatchObject({ replicaIndex: 0 });
    expect(progress.at(-1)?.steps.at(-1)).toBe(500);
  });

  it("tells its curves again when asked, for a server that has forgotten them", async () => {
    const { trainer, client, progress } = aRaceTrainer();
    trainer.sync(aRace());
    await settle();
    client.progress(3);
    client.progress(7);
    progress.length = 0;

    trainer.tellAgain();

    expect(progress).toEqual([{ replicaIndex: 2, steps: [3, 7] }]);
  });

  it("tries the unfinished replicas of a job that failed again, then leaves them to others", async () => {
    const { trainer, client, statuses } = aRaceTrainer();
    trainer.sync(aRace());
    await settle();
    client.finishRun(0);
    for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
      client.failJob();
      await settle();
    }

    expect(client.started.map(replicasOf)).toEqual([[2, 3, 4, 0, 1], ...Array(2).fill([3, 4, 0, 1])]);
    expect(statuses()).toEqual(["given-up", "given-up", "delivered", "given-up", "given-up"]);
  });

  it("begins anew for another attempt at the round", async () => {
    const { trainer, client } = aRaceTrainer();
    trainer.sync(aRace());
    await settle();
    const first = client.last.job.jobId;

    trainer.sync(aRace({ round: aRound({ attempt: 1 }) }));
    await settle();

    expect(client.cancelled).toEqual([first]);
    expect(client.started).toHaveLength(2);
    expect(replicasOf(client.last)).toEqual([2, 3, 4, 0, 1]);
  });

  it("begins anew when the team's design was opened again", async () => {
    const { trainer, client } = aRaceTrainer();
    trainer.sync(aRace());
    await settle();
    trainer.sync(aRace({ reopenCount: 1, design: { depth: 1, width: 10, learningRate: 0.3 } }));
    await settle();

    expect(client.cancelled).toHaveLength(1);
    expect(client.last.job.depth).toBe(1);
  });

  it("stops training and uploads when the race is over", async () => {
    const { trainer, client, uploads } = aRaceTrainer();
    trainer.sync(aRace());
    await settle();
    const started = client.last;

    trainer.stop();
    await settle();
    client.finishRun(0, { started });
    await settle();

    expect(client.cancelled).toEqual([started.job.jobId]);
    expect(client.started).toHaveLength(1);
    expect(uploads).toHaveLength(0);
  });
});
