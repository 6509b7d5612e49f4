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
  const progress: number[][] = [];
  const clock = { now: 0 };
  let replicas: readonly RaceReplica[] = [];
  const trainer = new RaceTrainer({
    loadClient: async () => client,
    datasetOf: async (round) => ({
      publicSeed: round.publicSeed,
      inputDimension: 10,
      trainingSampleCount: 2000,
      validationSampleCount: 2000,
      testSampleCount: 10000,
      batchSize: 50,
      trainingLabels: "",
      validationLabels: "",
    }),
    sendProgress: ({ points }) => progress.push(points.map(([step]) => step)),
    upload: async (place, { predictions, diverged }) => {
      uploads.push({ place, predictions, diverged });
      return options.isTaken ?? true;
    },
    now: () => clock.now,
    onChange: (changed) => {
      replicas = changed;
    },
  });
  return { trainer, client, uploads, progress, clock, statuses: () => replicas.map(({ status }) => status) };
}

function aRace(changed: Partial<PresentRace> = {}): PresentRace {
  return {
    sessionId,
    round: aRound(),
    raceSeed: SeedSchema.parse("c".repeat(32)),
    design: { depth: 3, width: 10, learningRate: 0.3 },
    raceOrder: [2, 3, 4, 0, 1],
    replicasIn: [],
    ...changed,
  };
}

describe("RaceTrainer", () => {
  it("trains the committed design with the race's seed in this device's order and uploads each replica", async () => {
    const { trainer, client, uploads, statuses } = aRaceTrainer();
    trainer.sync(aRace());
    await settle();
    expect(client.last.job).toMatchObject({
      design: aRace().design,
      runSeed: aRace().raceSeed,
      stepBudget: aRound().deck.stepBudget,
      replicaIndices: [2],
      measureValidation: false,
      predictTest: true,
    });

    for (const replicaIndex of [2, 3, 4, 0, 1]) {
      expect(client.last.job.replicaIndices).toEqual([replicaIndex]);
      client.finishReplica(replicaIndex);
      await settle();
    }

    expect(client.started).toHaveLength(5);
    expect(uploads.map(({ place }) => place.replicaIndex)).toEqual([2, 3, 4, 0, 1]);
    expect(uploads[0]).toEqual({
      place: { sessionId, roundIndex: 0, attempt: 0, replicaIndex: 2 },
      predictions: new Uint8Array([2, 255]),
      diverged: false,
    });
    expect(statuses()).toEqual(Array(5).fill("delivered"));
  });

  it("skips replicas that are in and leaves one that a teammate delivers meanwhile", async () => {
    const { trainer, client, uploads, statuses } = aRaceTrainer();
    trainer.sync(aRace({ replicasIn: [2] }));
    await settle();
    expect(client.last.job.replicaIndices).toEqual([3]);
    const left = client.last;

    trainer.sync(aRace({ replicasIn: [2, 3] }));
    await settle();

    expect(client.cancelled).toEqual([left.job.jobId]);
    expect(client.last.job.replicaIndices).toEqual([4]);
    client.finishReplica(3, { started: left });
    await settle();
    expect(uploads).toHaveLength(0);
    expect(statuses()[3]).toBe("given-up");
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
    client.finishReplica(2, { diverged: true });
    await settle();

    expect(uploads[0]).toMatchObject({ predictions: null, diverged: true });
  });

  it("tells the whole curve, at most about once a second", async () => {
    const { trainer, client, progress, clock } = aRaceTrainer();
    trainer.sync(aRace());
    await settle();
    for (let step = 1; step <= 100; step += 1) {
      clock.now = step * 100;
      client.progress(step);
    }

    const seconds = (100 * 100) / 1000;
    expect(progress.length).toBeLessThanOrEqual(Math.ceil(seconds));
    expect(progress.length).toBeGreaterThanOrEqual(Math.floor((seconds * 1000) / progressIntervalMs) - 1);
    const told = progress.flat();
    expect(told).toEqual(Array.from({ length: told.length }, (_, index) => index + 1));
    expect(told.length).toBeGreaterThan(85);
  });

  it("tells its curves again when asked, for a server that has forgotten them", async () => {
    const { trainer, client, progress } = aRaceTrainer();
    trainer.sync(aRace());
    await settle();
    client.progress(3);
    client.progress(7);
    progress.length = 0;

    trainer.tellAgain();

    expect(progress).toEqual([[3, 7]]);
  });

  it("tries a replica that failed again, then leaves it to others and goes on", async () => {
    const { trainer, client, statuses } = aRaceTrainer();
    trainer.sync(aRace());
    await settle();
    for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
      expect(client.last.job.replicaIndices).toEqual([2]);
      client.failJob();
      await settle();
    }

    expect(statuses()[2]).toBe("given-up");
    expect(client.last.job.replicaIndices).toEqual([3]);
  });

  it("begins anew for another attempt at the round", async () => {
    const { trainer, client } = aRaceTrainer();
    trainer.sync(aRace());
    await settle();
    const first = client.last.job.jobId;

    trainer.sync(aRace({ round: aRound({ attempt: 1 }) }));
    await settle();

    expect(client.cancelled).toEqual([first]);
    expect(client.last.job.replicaIndices).toEqual([2]);
  });

  it("stops training and uploads when the race is over", async () => {
    const { trainer, client } = aRaceTrainer();
    trainer.sync(aRace());
    await settle();
    const started = client.last;

    trainer.stop();
    await settle();
    client.finishReplica(2, { started });
    await settle();

    expect(client.cancelled).toEqual([started.job.jobId]);
    expect(client.started).toHaveLength(1);
  });
});
