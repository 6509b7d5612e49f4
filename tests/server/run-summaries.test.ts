import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { RunMeasures } from "@/core/game/run-summary-schema";
import { type GameServer, startGameServer } from "./support/game-server";
import {
  advanceTo,
  divergedUpload,
  joinClass,
  openClass,
  quickDesign,
  warmUpLesson,
} from "./support/headless-class";
import { type HeadlessViewer, post } from "./support/headless-viewer";
import { someMeasures } from "./support/run-measures";

let server: GameServer;
let dataDirectory: string;
beforeAll(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), "run-summaries-"));
  server = await start();
});
afterAll(async () => {
  await server.close();
  await rm(dataDirectory, { recursive: true, force: true });
});

const start = () => startGameServer({ database: { kind: "embedded", dataDirectory } });
const open: HeadlessViewer[] = [];
afterEach(() => {
  for (const viewer of open.splice(0)) viewer.close();
});

const refused = (refusal: string) => ({ ok: false, refusal });
const sweep = { kind: "learning-rates", learningRates: [0.3, 0.01] };
const measured = (trainingError: number): RunMeasures => ({ ...someMeasures, trainingError });
const run = (runIndex: number) => ({
  runIndex,
  step: 500,
  trainingError: 0.1,
  validationError: 0.2,
  diverged: false,
});

/** Two one-seat teams in exploring; the first has begun a pilot of two rates. */
async function aSweep() {
  const { host, joinCode } = await openClass(server.url, warmUpLesson({ seatsPerTeam: 1 }));
  const ann = await joinClass(server.url, joinCode, "Ann");
  const bo = await joinClass(server.url, joinCode, "Bo");
  open.push(host, ann.player, bo.player);
  await advanceTo(host, "exploring");
  await ann.player.until(({ view }) => view.phase === "exploring");
  const { phaseSequence, sessionId } = ann.player.view;
  const started = await ann.player.send("pilot:start", { phaseSequence, design: quickDesign, sweep });
  if (!started.ok) throw new Error(started.refusal);
  return { host, ann, bo, sessionId, pilotId: started.pilotId };
}

describe("a run summary", () => {
  it("of a pilot is kept once per run with the rate that was trained, in no view and no event", async () => {
    const { host, ann, bo, sessionId, pilotId } = await aSweep();
    const marked = { ...measured(0.015625), gradientNorm: 0.0390625 };
    const report = (summaries: unknown) =>
      ann.player.send("pilot:report", { pilotId, result: [run(0), run(1)], summaries });
    const both = [
      { runIndex: 1, measures: marked },
      { runIndex: 0, measures: measured(0.25) },
    ];

    expect(await report(both)).toEqual({ ok: true });
    expect(await report([{ runIndex: 0, measures: measured(0.75) }])).toEqual(
      refused("pilot-already-reported"),
    );

    const kept = await server.store.readRunSummaries(sessionId, 0, 0);
    const teamId = ann.player.player.teamId;
    expect(kept).toEqual(
      [0.3, 0.01].map((learningRate, runIndex) => ({
        roundIndex: 0,
        attempt: 0,
        teamId,
        runOf: pilotId,
        runIndex,
        summary: {
          design: { ...quickDesign, learningRate },
          replicaIndex: 0,
          ...(runIndex === 0 ? measured(0.25) : marked),
        },
      })),
    );
    await advanceTo(host, "racing");
    for (const viewer of [host, ann.player, bo.player]) {
      await viewer.refresh();
      expect(viewer.received.filter((packet) => packet.includes("0.0390625"))).toEqual([]);
    }
    const log = JSON.stringify(await server.store.readEvents(sessionId));
    expect(log).toContain(pilotId);
    expect(log).not.toContain("0.0390625");
  });

  it("that is too large, or of a run that the pilot does not have, is refused with the report", async () => {
    const { ann, bo, sessionId, pilotId } = await aSweep();
    const report = (summaries: unknown, player = ann.player) =>
      player.send("pilot:report", { pilotId, result: [run(0)], summaries });
    const large = { ...someMeasures, sensitivities: Array.from({ length: 512 }, () => 0.123_45) };

    expect(await report([{ runIndex: 0, measures: large }])).toEqual(refused("malformed"));
    const larger = { ...someMeasures, note: "x".repeat(70_000) };
    expect(await report([{ runIndex: 0, measures: larger }])).toEqual(refused("too-large"));
    expect(await report([{ runIndex: 2, measures: someMeasures }])).toEqual(refused("pilot-result-invalid"));
    const twice = [someMeasures, measured(0.5)].map((measures) => ({ runIndex: 0, measures }));
    expect(await report(twice)).toEqual(refused("pilot-result-invalid"));
    expect(await report([{ runIndex: 0, measures: someMeasures }], bo.player)).toEqual(
      refused("no-such-pilot"),
    );
    expect(await server.store.readRunSummaries(sessionId, 0, 0)).toEqual([]);
    expect(await report([{ runIndex: 0, measures: someMeasures }])).toEqual({ ok: true });
  });

  it("of the race is kept with the upload that counts, the server's own too, and outlives a restart", async () => {
    const { host, ann, bo, sessionId } = await aSweep();
    for (const { player } of [ann, bo]) {
      const { phaseSequence } = player.view;
      await player.send("design:commit", { phaseSequence, design: quickDesign });
    }
    await advanceTo(host, "racing");
    for (const { player } of [ann, bo]) await player.untilPhase("racing");
    const upload = (replica: number, trainingError: number, { player, jar } = ann) =>
      post(server.url, jar, "uploadPredictions", {
        ...divergedUpload(player, replica),
        uploadKey: `upload-${replica}-${1000 * trainingError}`,
        summary: measured(trainingError),
      });
    expect(await upload(0, 0.5)).toEqual({ ok: true, counted: true });
    expect(await upload(0, 0.75)).toEqual({ ok: true, counted: false });
    const [annsTeam, bosTeam] = [ann, bo].map(({ player }) => player.player.teamId);
    const withoutSummary = { ...divergedUpload(ann.player, 1), summary: null };
    expect(await post(server.url, ann.jar, "uploadPredictions", withoutSummary)).toEqual({
      ok: true,
      counted: true,
    });
    for (const replica of [0, 1, 2, 3, 4]) await upload(replica, 0.25, bo);
    await advanceTo(host, "reveal");

    const before = await server.store.readRunSummaries(sessionId, 0, 0);
    const placed = before.map(({ teamId, runOf, runIndex }) => [teamId, runOf, runIndex]);
    expect(placed).toEqual([
      ...[0, 2, 3, 4].map((replica) => [annsTeam, "race", replica]),
      ...[0, 1, 2, 3, 4].map((replica) => [bosTeam, "race", replica]),
    ]);
    expect(before[0]?.summary).toEqual({ design: quickDesign, replicaIndex: 0, ...measured(0.5) });
    // Nobody brought replica 2 of the first team: the server trained it.
    const own = before[1]?.summary ?? expect.fail("no summary of the server");
    expect(own).toMatchObject({ design: quickDesign, replicaIndex: 2, diverged: false });
    expect(own.displacement).toHaveLength(quickDesign.depth + 1);
    expect(own.displacement?.every((moved) => moved > 0 && moved < 100)).toBe(true);
    expect(own.curve.length).toBeGreaterThan(20);
    expect(own.curve.at(-1)?.[0]).toBe(own.step);
    expect(own.curve.at(0)?.[1]).toBeGreaterThan(own.trainingError);

    for (const viewer of open.splice(0)) viewer.close();
    await server.close();
    server = await start();
    expect(await server.store.readRunSummaries(sessionId, 0, 0)).toEqual(before);
    expect(await server.store.readRunSummaries(sessionId, 0, 1)).toEqual([]);
  });
});
