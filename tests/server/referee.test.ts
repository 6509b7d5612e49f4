import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Action } from "@/core/game/action";
import type { SessionId } from "@/core/game/identifiers";
import { raceReplicaCount } from "@/core/game/race";
import { decodeBase64, encodeBase64 } from "@/core/tasks/packed-bits";
import type { TrainedReplica } from "@/server/referee/referee-jobs";
import { runRefereeJob } from "@/server/referee/run-referee-job";
import { type GameServer, startGameServer } from "./support/game-server";
import {
  advanceTo,
  countWrong,
  divergedUpload,
  fixedPredictions,
  joinClass,
  openClass,
  quickDesign,
  trainForUpload,
  uploadOf,
  warmUpLesson,
} from "./support/headless-class";
import { type CookieJar, type HeadlessViewer, post } from "./support/headless-viewer";

let server: GameServer;
beforeAll(async () => {
  server = await startGameServer();
});
afterAll(() => server.close());

const open: HeadlessViewer[] = [];
afterEach(() => {
  for (const viewer of open.splice(0)) viewer.close();
});

type Member = Awaited<ReturnType<typeof joinClass>>;
const refused = (refusal: string) => ({ ok: false, refusal });
const upload = (jar: CookieJar, body: Record<string, unknown>) =>
  post(server.url, jar, "uploadPredictions", body);

/** One-seat teams that have committed the quick design, in the race. */
async function aRace(names: readonly string[], rounds = 1) {
  const opened = await openClass(server.url, warmUpLesson({ seatsPerTeam: 1 }, rounds));
  open.push(opened.host);
  const members: Member[] = [];
  for (const name of names) members.push(await joinClass(server.url, opened.joinCode, name));
  open.push(...members.map(({ player }) => player));
  await raceAgain(opened.host, members);
  return { ...opened, members };
}

async function raceAgain(host: HeadlessViewer, members: readonly Member[]): Promise<void> {
  await advanceTo(host, "exploring");
  for (const { player } of members) {
    await player.until(({ view }) => view.phaseSequence === host.view.phaseSequence);
    const { phaseSequence } = player.view;
    expect(await player.send("design:commit", { phaseSequence, design: quickDesign })).toEqual({ ok: true });
  }
  await advanceTo(host, "racing");
  for (const { player } of members)
    await player.until(({ view }) => view.phaseSequence === host.view.phaseSequence);
}

async function logOf(sessionId: SessionId): Promise<Action[]> {
  return (await server.store.readEvents(sessionId)).map(({ action }) => action as Action);
}

function talliesOf(log: readonly Action[]) {
  return log.flatMap((action) => (action.type === "replica:tallied" ? [action] : []));
}

describe("an upload of predictions", () => {
  it("counts once; a later one, the same or another, is kept and answered alike", async () => {
    const { host, members } = await aRace(["Ann"]);
    const [{ player, jar }] = members as [Member];
    const { sessionId } = player.view;
    const bits = fixedPredictions(1, 10_000);
    const first = uploadOf(player, 0, { step: 100, trainingError: 0.5, predictions: bits });
    const better = uploadOf(player, 0, {
      step: 100,
      trainingError: 0,
      predictions: fixedPredictions(2, 10_000),
    });

    expect(await upload(jar, first)).toEqual({ ok: true, counted: true });
    expect(await upload(jar, first)).toEqual({ ok: true, counted: false });
    expect(await upload(jar, { ...better, uploadKey: "a-second-key" })).toEqual({ ok: true, counted: false });
    expect(await upload(jar, { ...divergedUpload(player, 0), uploadKey: "a-third-key" })).toEqual({
      ok: true,
      counted: false,
    });
    const withoutDate = jar.received.slice(-3).map((text) => text.replace(/^date: .*$/m, ""));
    expect(new Set(withoutDate).size).toBe(1);

    const kept = server.uploads.filter(({ seatId }) => seatId === player.player.seatId);
    expect(kept.map(({ uploadKey, counted }) => [uploadKey, counted])).toEqual([
      [first.uploadKey, true],
      [first.uploadKey, false],
      ["a-second-key", false],
      ["a-third-key", false],
    ]);
    expect(talliesOf(await logOf(sessionId))).toHaveLength(1);

    for (const replica of [1, 2, 3, 4]) await upload(jar, divergedUpload(player, replica));
    await host.untilPhase("reveal");
    await player.untilPhase("reveal");
    const rule = host.view.reveal?.rule ?? expect.fail("no rule");
    const wrong = countWrong(player, rule, bits);
    expect(player.player.score?.errors).toEqual([wrong / 10_000, 0.5, 0.5, 0.5, 0.5]);
    const tallies = talliesOf(await logOf(sessionId));
    expect(tallies.map(({ testError }) => testError)).toEqual([wrong / 10_000, 0.5, 0.5, 0.5, 0.5]);
    expect(await upload(jar, { ...first, uploadKey: "much-too-late" })).toEqual(refused("wrong-phase"));
  });

  it("of the wrong length or encoding is refused, and the right one still counts", async () => {
    const { members } = await aRace(["Ann"]);
    const [{ player, jar }] = members as [Member];
    const bits = fixedPredictions(3, 10_000);
    const right = uploadOf(player, 0, { step: 1, trainingError: 0.5, predictions: bits });
    for (const predictions of [
      "",
      encodeBase64(bits.subarray(1)),
      encodeBase64(new Uint8Array([...bits, 0])),
      `${right.predictions?.slice(0, -4)}****`,
      `${right.predictions}    `,
      Buffer.from(bits).toString("hex"),
    ])
      expect(await upload(jar, { ...right, predictions })).toEqual(refused("prediction-invalid"));
    for (const changes of [
      { predictions: [...bits] },
      { predictions: "x".repeat(40_001) },
      { step: -1 },
      { trainingError: 1.5 },
      { uploadKey: "short" },
      { replicaIndex: raceReplicaCount },
    ])
      expect(await upload(jar, { ...right, ...changes })).toEqual(refused("malformed"));
    expect(server.uploads.some(({ seatId }) => seatId === player.player.seatId)).toBe(false);
    expect(await upload(jar, right)).toEqual({ ok: true, counted: true });
  });

  it("is limited per seat, and another seat is not held up", async () => {
    const { members } = await aRace(["Ann", "Bo"]);
    const [ann, bo] = members as [Member, Member];
    const flood = await Promise.all(
      Array.from({ length: 80 }, (_, index) =>
        upload(ann.jar, { ...divergedUpload(ann.player, 0), uploadKey: `flood-key-${index}` }),
      ),
    );
    expect(flood.filter((answer) => answer.ok && answer.counted)).toHaveLength(1);
    const tooFast = flood.filter((answer) => !answer.ok);
    expect(tooFast.length).toBeGreaterThan(0);
    for (const answer of tooFast) expect(answer).toEqual(refused("too-fast"));
    expect(await upload(bo.jar, divergedUpload(bo.player, 0))).toEqual({ ok: true, counted: true });
  });
});

describe("the server", () => {
  it("trains what nobody delivered to the device's own result, and the house run", async () => {
    const { host, members } = await aRace(["Ann", "Bo"]);
    const [ann, bo] = members as [Member, Member];
    const own = await trainForUpload(ann.player, 4);
    const labels = await ann.player.send("labels:read", {});
    for (const { player, jar } of members)
      for (const replica of [0, 1, 2, 3]) await upload(jar, divergedUpload(player, replica));
    await upload(bo.jar, divergedUpload(bo.player, 4));
    await advanceTo(host, "reveal");
    await ann.player.untilPhase("reveal");

    const reveal = host.view.reveal ?? expect.fail("no reveal");
    const ownWrong = countWrong(ann.player, reveal.rule, decodeBase64(own.predictions ?? "") as Uint8Array);
    expect(ann.player.player.score?.errors).toEqual([0.5, 0.5, 0.5, 0.5, ownWrong / 10_000]);
    const log = await logOf(ann.player.view.sessionId);
    const rescued = talliesOf(log).filter(({ seatId }) => seatId === null);
    expect(rescued).toMatchObject([
      {
        teamId: ann.player.player.teamId,
        replicaIndex: 4,
        outcome: "trained",
        testError: ownWrong / 10_000,
        step: own.step,
        trainingError: own.trainingError,
      },
    ]);

    const house = log.flatMap((action) => (action.type === "house:tallied" ? [action.testErrors] : []));
    expect(house).toHaveLength(1);
    const { round } = host.view;
    if (round === null || round.raceSeed === null || !labels.ok) throw new Error("no round");
    const again = (await runRefereeJob({
      kind: "train",
      deckId: round.deck.deckId,
      publicSeed: round.publicSeed,
      trainingLabels: decodeBase64(labels.trainingLabels) as Uint8Array,
      design: reveal.houseDesign,
      runSeed: round.raceSeed,
      replicaIndex: 2,
    })) as TrainedReplica;
    expect(house[0]?.[2]).toBe(countWrong(host, reveal.rule, again.predictions as Uint8Array) / 10_000);
    const mean = (house[0] ?? []).reduce((sum: number, error) => sum + (error ?? 0), 0) / raceReplicaCount;
    expect(reveal.oracleSource).toBe("house-run");
    expect(reveal.oracleError).toBeCloseTo(mean, 12);
  });
});

describe("a redone round", () => {
  it("is a new instance; the old attempt stays void and takes no uploads", async () => {
    const { host, members } = await aRace(["Ann"]);
    const [ann] = members as [Member];
    const old = ann.player.view.round ?? expect.fail("no round");
    const oldUpload = divergedUpload(ann.player, 1);
    await upload(ann.jar, divergedUpload(ann.player, 0));
    expect(await host.send("round:redo", { phaseSequence: host.view.phaseSequence })).toEqual({ ok: true });
    await ann.player.untilPhase("briefing");

    const fresh = ann.player.view.round ?? expect.fail("no round");
    expect([fresh.roundIndex, fresh.attempt]).toEqual([0, 1]);
    expect(fresh.publicSeed).not.toBe(old.publicSeed);
    expect(ann.player.player.teamRound).toMatchObject({ replicas: [], commitment: null, creditsSpent: 0 });
    expect(await upload(ann.jar, oldUpload)).toEqual(refused("wrong-attempt"));

    await raceAgain(host, members);
    expect(ann.player.view.round?.raceSeed).not.toBe(old.raceSeed);
    expect(await upload(ann.jar, oldUpload)).toEqual(refused("wrong-attempt"));
    for (const replica of [0, 1, 2, 3, 4]) {
      const answer = await upload(ann.jar, divergedUpload(ann.player, replica));
      expect(answer).toEqual({ ok: true, counted: true });
    }
    await host.untilPhase("reveal");
    expect(host.view.reveal?.oracleSource).toBe("house-run");
    expect(host.view.totals).toMatchObject([{ roundsPlayed: 1 }]);
    const log = await logOf(ann.player.view.sessionId);
    expect(log.filter(({ type }) => type === "house:tallied")).toMatchObject([{ attempt: 1 }]);
  });
});

describe("a jump to the debrief", () => {
  it("from the race tells the rule and scores nothing, also when results come in later", async () => {
    const { host, members } = await aRace(["Ann"], 2);
    const [ann] = members as [Member];
    await upload(ann.jar, divergedUpload(ann.player, 0));
    const late = divergedUpload(ann.player, 1);
    expect(await host.send("debrief:jump", { phaseSequence: host.view.phaseSequence })).toEqual({ ok: true });
    await host.untilPhase("debrief");
    expect(await upload(ann.jar, late)).toEqual(refused("wrong-phase"));
    expect(host.view.reveal).toMatchObject({ scores: null, oracleError: null });
    expect(host.view.reveal?.rule.family).toBe("k-local");
    expect(host.view.totals).toEqual([]);

    await raceAgain(host, members);
    expect(ann.player.view.roundNumber).toBe(2);
    for (const replica of [0, 1, 2, 3, 4]) await upload(ann.jar, divergedUpload(ann.player, replica));
    await host.untilPhase("reveal");
    expect(host.view.totals).toMatchObject([{ roundsPlayed: 1 }]);
    await advanceTo(host, "podium");
  });
});
