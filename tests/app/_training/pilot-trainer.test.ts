import { describe, expect, it } from "vitest";
import { PilotTrainer } from "@/app/_training/pilot-trainer";
import type { PilotRun } from "@/app/_training/training-state";
import type { Answer } from "@/core/contract/socket-commands";
import type { PilotRunMeasures } from "@/core/game/run-summary-schema";
import type { PilotRunResult } from "@/core/game/session-state";
import { FakeTrainer, settle } from "./fake-trainer";
import { aPilot, aRound, otherSeatId, seatId } from "./views";

function aPilotTrainer(answers: Answer<object>[] = []) {
  const client = new FakeTrainer();
  const reports: { pilotId: string; result: PilotRunResult[]; summaries: PilotRunMeasures[] }[] = [];
  let runs: Readonly<Record<string, PilotRun>> = {};
  const trainer = new PilotTrainer({
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
    report: async (pilotId, result, summaries) => {
      reports.push({ pilotId, result, summaries });
      return answers.shift() ?? { ok: true };
    },
    wait: async () => undefined,
    onChange: (changed) => {
      runs = changed;
    },
  });
  return { trainer, client, reports, runs: () => runs };
}

const round = aRound();

describe("PilotTrainer", () => {
  it("trains an own pilot with its seed, the deck's pilot budget and validation, and reports every replica", async () => {
    const { trainer, client, reports, runs } = aPilotTrainer();
    const pilot = aPilot("p1");

    trainer.sync({ round, seatId, pilots: [pilot] });
    await settle();
    expect(client.last.job).toMatchObject({
      depth: pilot.design.depth,
      width: pilot.design.width,
      stepBudget: round.deck.pilotStepBudget,
      runs: [0, 1, 2].map((replicaIndex) => ({
        runSeed: pilot.runSeed,
        replicaIndex,
        learningRate: pilot.design.learningRate,
      })),
      measureValidation: true,
      predictTest: false,
    });

    client.progress(100, 0);
    client.finishRun(0);
    client.finishRun(1, { diverged: true });
    client.finishRun(2);
    client.finishJob();
    await settle();

    expect(reports).toHaveLength(1);
    expect(reports[0]?.result).toEqual([
      { runIndex: 0, step: 500, trainingError: 0.1, validationError: 0.2, diverged: false },
      { runIndex: 1, step: 7, trainingError: 0.5, validationError: 0.5, diverged: true },
      { runIndex: 2, step: 500, trainingError: 0.1, validationError: 0.22, diverged: false },
    ]);
    expect(runs().p1?.status).toBe("finished");
    expect(runs().p1?.curves[0]?.points.map((point) => point.step)).toEqual([100, 500]);
  });

  it("reports again until the server has the result", async () => {
    const { trainer, client, reports } = aPilotTrainer([
      { ok: false, refusal: "internal" },
      { ok: false, refusal: "storage" },
    ]);
    trainer.sync({ round, seatId, pilots: [aPilot("p1")] });
    await settle();
    for (const runIndex of [0, 1, 2]) client.finishRun(runIndex);
    client.finishJob();
    await settle();

    expect(reports).toHaveLength(3);
  });

  it("trains the two depths of a duel one after the other with the same seeds, and reports them as one", async () => {
    const { trainer, client, reports, runs } = aPilotTrainer();
    const pilot = { ...aPilot("p1"), sweep: { kind: "duel" as const, knob: "depth" as const, value: 5 } };
    const seeds = [0, 1, 2].map((replicaIndex) => ({
      runSeed: pilot.runSeed,
      replicaIndex,
      learningRate: 0.1,
    }));

    trainer.sync({ round, seatId, pilots: [pilot] });
    await settle();
    expect(client.last.job).toMatchObject({ depth: 2, width: 20, runs: seeds });
    const first = client.last.job.jobId;
    for (const runIndex of [0, 1, 2]) client.finishRun(runIndex);
    client.finishJob();
    await settle();
    expect(reports).toEqual([]);
    expect(runs().p1?.status).toBe("running");

    expect(client.last.job).toMatchObject({ depth: 5, width: 20, runs: seeds });
    expect(client.last.job.jobId).not.toBe(first);
    trainer.pause(pilot.pilotId);
    await settle();
    expect(runs().p1?.status).toBe("paused");
    trainer.resume(pilot.pilotId);
    await settle();
    for (const runIndex of [2, 0, 1]) client.finishRun(runIndex, { diverged: runIndex === 1 });
    client.finishJob();
    await settle();

    expect(reports).toHaveLength(1);
    expect(reports[0]?.result.map(({ runIndex, diverged }) => [runIndex, diverged])).toEqual([
      [0, false],
      [1, false],
      [2, false],
      [3, false],
      [4, true],
      [5, false],
    ]);
    expect(runs().p1?.status).toBe("finished");
  });

  it("gives up both sides of a duel together", async () => {
    const { trainer, client, reports, runs } = aPilotTrainer();
    const pilot = { ...aPilot("p1"), sweep: { kind: "duel" as const, knob: "width" as const, value: 50 } };
    trainer.sync({ round, seatId, pilots: [pilot] });
    await settle();
    const jobCount = client.started.length;
    trainer.cancel(pilot.pilotId);
    client.finishJob();
    await settle();

    expect(client.started).toHaveLength(jobCount);
    expect(runs().p1?.status).toBe("cancelled");
    expect(reports).toEqual([]);
  });

  it("trains every rate of a sweep from the same seed, as one job, and reports by run", async () => {
    const { trainer, client, reports, runs } = aPilotTrainer();
    const learningRates = [0.03, 0.1, 0.3, 1];
    const pilot = { ...aPilot("p1"), sweep: { kind: "learning-rates" as const, learningRates } };

    trainer.sync({ round, seatId, pilots: [pilot] });
    await settle();
    expect(client.last.job.runs).toEqual(
      learningRates.map((learningRate) => ({ runSeed: pilot.runSeed, replicaIndex: 0, learningRate })),
    );
    expect(runs().p1?.curves).toHaveLength(4);

    for (const runIndex of [2, 0, 3, 1]) client.finishRun(runIndex, { diverged: runIndex === 3 });
    client.finishJob();
    await settle();

    expect(reports[0]?.result.map(({ runIndex, diverged }) => [runIndex, diverged])).toEqual([
      [0, false],
      [1, false],
      [2, false],
      [3, true],
    ]);
    expect(reports[0]?.summaries.map(({ runIndex }) => runIndex)).toEqual([0, 1, 2, 3]);
  });

  it("does steps of a pilot that is held, and of no other", async () => {
    const { trainer, client } = aPilotTrainer();
    const { pilotId } = aPilot("p1");
    trainer.sync({ round, seatId, pilots: [aPilot("p1")] });
    await settle();
    const { jobId } = client.last.job;

    trainer.step(pilotId, 1);
    await settle();
    expect(client.stepped).toEqual([]);
    trainer.pause(pilotId);
    await settle();
    trainer.step(pilotId, 5);
    await settle();

    expect(client.stepped).toEqual([{ jobId, stepCount: 5 }]);
  });

  it("leaves pilots of teammates and pilots with a result alone", async () => {
    const { trainer, client } = aPilotTrainer();
    const pilots = [aPilot("p1", { hasResult: true }), aPilot("p2", { seatId: otherSeatId })];

    trainer.sync({ round, seatId, pilots });
    await settle();

    expect(client.started).toHaveLength(0);
  });

  it("trains one pilot at a time, in the order in which they were started", async () => {
    const { trainer, client, runs } = aPilotTrainer();
    trainer.sync({ round, seatId, pilots: [aPilot("p1"), aPilot("p2")] });
    await settle();
    expect(client.started).toHaveLength(1);
    expect(runs().p2?.status).toBe("waiting");

    for (const runIndex of [0, 1, 2]) client.finishRun(runIndex);
    client.finishJob();
    await settle();

    expect(client.started.map(({ job }) => job.jobId.startsWith("pilot-p2"))).toEqual([false, true]);
  });

  it("holds, goes on, cancels and begins a pilot again", async () => {
    const { trainer, client, runs, reports } = aPilotTrainer();
    const { pilotId } = aPilot("p1");
    trainer.sync({ round, seatId, pilots: [aPilot("p1")] });
    await settle();
    const { jobId } = client.last.job;

    trainer.pause(pilotId);
    await settle();
    expect([runs().p1?.status, client.paused]).toEqual(["paused", [jobId]]);
    trainer.resume(pilotId);
    await settle();
    expect([runs().p1?.status, client.resumed]).toEqual(["running", [jobId]]);
    trainer.cancel(pilotId);
    await settle();
    expect([runs().p1?.status, client.cancelled]).toEqual(["cancelled", [jobId]]);

    trainer.sync({ round, seatId, pilots: [aPilot("p1")] });
    await settle();
    expect(client.started).toHaveLength(1);

    trainer.restart(pilotId);
    await settle();
    expect(client.started).toHaveLength(2);
    client.started[0]?.onReport({ kind: "job-finished", jobId });
    expect(reports).toHaveLength(0);
  });

  it("stops when the race begins and forgets the pilots of another attempt", async () => {
    const { trainer, client, runs } = aPilotTrainer();
    trainer.sync({ round, seatId, pilots: [aPilot("p1")] });
    await settle();

    trainer.stop();
    await settle();
    expect(client.cancelled).toHaveLength(1);

    trainer.sync({ round: aRound({ attempt: 1 }), seatId, pilots: [] });
    expect(runs()).toEqual({});
  });
});
