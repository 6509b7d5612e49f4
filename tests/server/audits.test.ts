import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { HttpBody } from "@/core/contract/http-bodies";
import { httpPaths } from "@/core/contract/http-paths";
import type { Action } from "@/core/game/action";
import type { AuditCheck } from "@/core/game/audit-check";
import { raceReplicaCount } from "@/core/game/race";
import { SeedSchema } from "@/core/random/seed";
import { predictionsAgree } from "@/core/scoring/audit-predictions";
import { encodeBase64, packBits } from "@/core/tasks/packed-bits";
import { everyPreset } from "@/core/tasks/presets";
import { publicInputs } from "@/core/tasks/public-inputs";
import { makeSplit } from "@/core/tasks/task-instance";
import type { Design } from "@/core/training/design";
import { initialWeights } from "@/core/training/initial-weights";
import { valuesOfWeights } from "@/server/referee/check-weights";
import type { TrainedReplica } from "@/server/referee/referee-jobs";
import { type GameServer, startGameServer } from "./support/game-server";
import {
  advanceTo,
  divergedUpload,
  joinClass,
  openClass,
  quickDesign,
  trainOnDevice,
  uploadOf,
  warmUpLesson,
} from "./support/headless-class";
import { type CookieJar, type HeadlessViewer, post } from "./support/headless-viewer";

/** Training again waits for everything else that the server has to train, of all the classes of this file. */
const patienceMs = 110_000;

/** Weights may come until the race is scored, and no longer, so that no test waits. */
let server: GameServer;
beforeAll(async () => {
  server = await startGameServer({ weightsGraceMs: 0, metricsToken: "metrics" });
});
afterAll(() => server.close());

const open: HeadlessViewer[] = [];
afterEach(() => {
  for (const viewer of open.splice(0)) viewer.close();
});

type Member = Awaited<ReturnType<typeof joinClass>>;
type Upload = HttpBody<"uploadPredictions">;

/** One-seat teams that have committed the quick design, in the race. */
async function aRace(names: readonly string[], design: Design = quickDesign) {
  const opened = await openClass(server.url, warmUpLesson({ seatsPerTeam: 1 }));
  open.push(opened.host);
  const members: Member[] = [];
  for (const name of names) members.push(await joinClass(server.url, opened.joinCode, name));
  open.push(...members.map(({ player }) => player));
  await advanceTo(opened.host, "exploring");
  for (const { player } of members) {
    await player.until(({ view }) => view.phase === "exploring");
    const { phaseSequence } = player.view;
    expect(await player.send("design:commit", { phaseSequence, design })).toEqual({ ok: true });
  }
  await advanceTo(opened.host, "racing");
  for (const { player } of members) await player.until(({ view }) => view.phase === "racing");
  return { ...opened, members };
}

/** Trains replica 0 and brings it as `change` makes it; the others diverge, so that replica 0 is the one asked for. */
async function bringOne(
  { player, jar }: Member,
  change: (upload: Upload, trained: TrainedReplica) => Upload = (upload) => upload,
) {
  const trained = await trainOnDevice(player, 0);
  const body = change(uploadOf(player, 0, trained), trained);
  expect(await post(server.url, jar, "uploadPredictions", body)).toEqual({ ok: true, counted: true });
  for (let replica = 1; replica < raceReplicaCount; replica += 1)
    await post(server.url, jar, "uploadPredictions", divergedUpload(player, replica));
  return { trained, body };
}

async function sendWeights(
  jar: CookieJar,
  { sessionId, roundIndex, attempt, reopenCount, replicaIndex, uploadKey }: Upload,
  weights: Uint8Array,
): Promise<unknown> {
  const query = new URLSearchParams({
    ...{ sessionId, roundIndex: `${roundIndex}`, attempt: `${attempt}`, reopenCount: `${reopenCount}` },
    ...{ replicaIndex: `${replicaIndex}`, uploadKey },
  });
  const response = await fetch(`${server.url}${httpPaths.uploadWeights}?${query}`, {
    method: "POST",
    headers: { cookie: jar.header, origin: server.url },
    body: Uint8Array.from(weights),
  });
  return response.json();
}

const weightsOf = ({ weights }: TrainedReplica) => weights ?? expect.fail("the replica diverged");
const refused = (refusal: string) => ({ ok: false, refusal });
const isAsked = (viewer: HeadlessViewer) => viewer.player.teamRound?.auditedReplica === 0;

/** What the log says of audits as soon as there are so many lines. No view changes with one that finds nothing. */
function untilChecks(
  host: HeadlessViewer,
  count: number,
): Promise<readonly { teamId: string; check: AuditCheck }[]> {
  return vi.waitFor(
    async () => {
      const log = (await server.store.readEvents(host.view.sessionId)).map(({ action }) => action as Action);
      const checks = log.flatMap((action) =>
        action.type === "audit:reported" ? [{ teamId: action.teamId, check: action.check }] : [],
      );
      expect(checks.length).toBeGreaterThanOrEqual(count);
      return checks;
    },
    { timeout: patienceMs, interval: 200 },
  );
}

const warningsOf = ({ own }: HeadlessViewer) =>
  own?.role === "host"
    ? own.warnings.flatMap((warning) => (warning.kind === "claims-unverified" ? warning.claims : []))
    : [];

/** The true labels of the present round's test rows, which nobody outside of the server has: a perfect forgery. */
async function truthOf({ view }: HeadlessViewer): Promise<Uint8Array> {
  const log = (await server.store.readEvents(view.sessionId)).map(({ action }) => action as Action);
  const deal = log.flatMap((action) =>
    action.type === "phase:advanced" && action.deal ? [action.deal] : [],
  )[0];
  const deck = view.round?.deck;
  const task = everyPreset.find(({ presetId }) => presetId === deal?.secret.presetId)?.task;
  if (deal === undefined || deck === undefined || task === undefined) throw new Error("no deal");
  const { publicSeed, secret } = deal;
  const { inputDimension, testSampleCount } = deck;
  const { secretSeed } = secret;
  const rows = makeSplit({ task, inputDimension, publicSeed, secretSeed }, "test", testSampleCount);
  return "labels" in rows ? rows.labels : expect.fail("no classification");
}

/** Lets the race end by bringing what a team still lacks, and waits for the reveal. */
async function endRace(host: HeadlessViewer, { player, jar }: Member): Promise<void> {
  for (let replica = 0; replica < raceReplicaCount; replica += 1)
    await post(server.url, jar, "uploadPredictions", divergedUpload(player, replica));
  await host.untilPhase("reveal");
}

const noSeed = SeedSchema.parse("0123456789abcdef".repeat(2));
const recipeOf = (depth: number, width: number) => ({
  design: { depth, width, learningRate: 0.1 },
  loss: "logistic" as const,
});

describe("the weights that a team is asked for", () => {
  it("are taken once, agree with what the device predicted, and are kept", async () => {
    const { host, members } = await aRace(["Ann", "Bo"]);
    const [ann, bo] = members as [Member, Member];
    const { trained, body } = await bringOne(ann);
    await ann.player.until(isAsked);
    const weights = weightsOf(trained);

    expect(await sendWeights(ann.jar, body, weights)).toEqual({ ok: true, counted: true });
    await ann.player.until((viewer) => !isAsked(viewer));
    expect(await sendWeights(ann.jar, body, weights)).toEqual({ ok: true, counted: false });
    await endRace(host, bo);
    const { teamId, seatId } = ann.player.player;
    const checks = await untilChecks(host, 2);
    expect(checks).toEqual([
      { teamId, check: { kind: "weights", replicaIndex: 0, verdict: "agree" } },
      {
        teamId,
        check: expect.objectContaining({ kind: "retraining", replicaIndices: [0], verdict: "verified" }),
      },
    ]);
    expect(warningsOf(host)).toEqual([]);
    const place = { roundIndex: 0, attempt: 0, teamId, reopenCount: 0, replicaIndex: 0 };
    expect(await server.store.readWeights(host.view.sessionId, 0, 0)).toEqual([
      { ...place, seatId, weights },
    ]);
  });

  it("are refused in any other size, before everything is in, and from whoever did not bring the replica", async () => {
    const { members } = await aRace(["Ann", "Bo"]);
    const [ann, bo] = members as [Member, Member];
    const early = uploadOf(ann.player, 0, { step: 1, trainingError: 0, predictions: null });
    expect(await sendWeights(ann.jar, early, new Uint8Array(4))).toEqual(refused("not-allowed"));
    const { trained, body } = await bringOne(ann);
    await ann.player.until(isAsked);
    const weights = weightsOf(trained);
    const wider = weightsOf(await trainOnDevice(ann.player, 0, { ...quickDesign, width: 20 }));

    expect(await sendWeights(ann.jar, body, wider)).toEqual(refused("too-large"));
    expect(await sendWeights(ann.jar, body, weights.subarray(4))).toEqual(refused("prediction-invalid"));
    const notFinite = Uint8Array.from(weights).fill(255, 0, 4);
    expect(await sendWeights(ann.jar, body, notFinite)).toEqual(refused("prediction-invalid"));
    expect(await sendWeights(bo.jar, body, weights)).toEqual(refused("not-allowed"));
    expect(await sendWeights(ann.jar, { ...body, replicaIndex: 1 }, weights)).toEqual(refused("not-allowed"));
    expect(await sendWeights(ann.jar, { ...body, attempt: 1 }, weights)).toEqual(refused("wrong-attempt"));
    expect(await sendWeights(ann.jar, { ...body, reopenCount: 1 }, weights)).toEqual(
      refused("wrong-attempt"),
    );
    expect(await sendWeights(ann.jar, { ...body, replicaIndex: 9 }, weights)).toEqual(refused("malformed"));
    // Of predictions that do not count, as those of a second tab.
    expect(await sendWeights(ann.jar, { ...body, uploadKey: "another-tab" }, weights)).toEqual({
      ok: true,
      counted: false,
    });
    expect(await sendWeights(ann.jar, body, weights)).toEqual({ ok: true, counted: true });
  });
});

describe("a forger", () => {
  it("of prediction bits is caught by the weights, and hosts alone are told", async () => {
    const { host, members } = await aRace(["Ann", "Bo"]);
    const [ann, bo] = members as [Member, Member];
    const truth = await truthOf(ann.player);
    const { trained, body } = await bringOne(ann, (upload) => ({
      ...upload,
      predictions: encodeBase64(truth),
    }));
    await ann.player.until(isAsked);
    expect(await sendWeights(ann.jar, body, weightsOf(trained))).toEqual({ ok: true, counted: true });
    await ann.player.until((viewer) => !isAsked(viewer));
    await endRace(host, bo);
    await host.until(
      (viewer) => warningsOf(viewer).some(({ retraining }) => retraining !== null),
      patienceMs,
    );

    const { teamId } = ann.player.player;
    expect(warningsOf(host)).toMatchObject([{ teamId, roundNumber: 1, weightsDiffer: true }]);
    await ann.player.refresh();
    for (const { player } of members)
      for (const word of ["unverified", "claimedError", "weightsDiffer"])
        expect(player.received.filter((packet) => packet.includes(word))).toEqual([]);
  });

  it("that trains another architecture with as many weights is caught", async () => {
    // With 10 inputs, 25 units in one hidden layer have 301 weights, as 12 units in each of two have.
    const inputDimension = 10;
    const rows = { inputs: publicInputs(noSeed, "test", 200, inputDimension), rowCount: 200, inputDimension };
    const start = initialWeights(recipeOf(1, 25), inputDimension, noSeed, 0);
    const values = await valuesOfWeights(start, recipeOf(1, 25), rows);
    const predictions = packBits(values.map((value) => (value >= 0 ? 1 : 0)));

    expect(predictionsAgree(values, predictions, "logistic")).toBe(true);
    const asCommitted = await valuesOfWeights(start, recipeOf(2, 12), rows);
    expect(predictionsAgree(asCommitted, predictions, "logistic")).toBe(false);
  });

  it("that sends no weights has its replicas trained again, and its claim is not believed", async () => {
    // Too few units and too slow: nobody gets anywhere with it.
    const { host, members } = await aRace(["Ann", "Bo"], { depth: 7, width: 5, learningRate: 0.01 });
    const [ann, bo] = members as [Member, Member];
    const predictions = await truthOf(ann.player);
    for (let replica = 0; replica < raceReplicaCount; replica += 1)
      await post(
        server.url,
        ann.jar,
        "uploadPredictions",
        uploadOf(ann.player, replica, { step: 500, trainingError: 0, predictions }),
      );
    await endRace(host, bo);
    await host.until((viewer) => warningsOf(viewer).length > 0, patienceMs);
    const { teamId } = ann.player.player;
    expect(warningsOf(host)).toMatchObject([
      { teamId, weightsDiffer: false, retraining: { claimedError: 0 } },
    ]);
    expect(warningsOf(host)[0]?.retraining?.retrainedError).toBeGreaterThan(0.3);
  });
});

describe("a device that dies before it sends weights", () => {
  it("costs its team nothing: the server trains the replica, keeps its weights and says so to nobody", async () => {
    const { host, members } = await aRace(["Ann", "Bo"]);
    const [ann, bo] = members as [Member, Member];
    const { trained, body } = await bringOne(ann);
    await ann.player.until(isAsked);
    const { teamId } = ann.player.player;
    await endRace(host, bo);

    expect(await untilChecks(host, 2)).toEqual([
      { teamId, check: { kind: "weights", replicaIndex: 0, verdict: "missing" } },
      { teamId, check: expect.objectContaining({ kind: "retraining", verdict: "verified" }) },
    ]);
    expect(warningsOf(host)).toEqual([]);
    expect(await server.store.readWeights(host.view.sessionId, 0, 0)).toMatchObject([
      { teamId, replicaIndex: 0, seatId: null, weights: weightsOf(trained) },
    ]);
    expect(await sendWeights(ann.jar, body, weightsOf(trained))).toEqual({ ok: true, counted: false });
    const metrics = await fetch(`${server.url}/metrics`, { headers: { authorization: "Bearer metrics" } });
    const counted = await metrics.text();
    for (const labels of ['check="weights",verdict="missing"', 'check="retraining",verdict="verified"'])
      expect(counted).toMatch(new RegExp(`deepstakes_audits_total\\{${labels}\\} [1-9]`));
  });
});
