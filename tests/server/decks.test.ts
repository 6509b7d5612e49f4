import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { LessonSchema } from "@/core/game/lesson";
import { worstError } from "@/core/game/race";
import { DeckIdSchema } from "@/core/tasks/deck";
import { floatBytes, readFloats } from "@/core/tasks/float-bytes";
import { decodeBase64, encodeBase64 } from "@/core/tasks/packed-bits";
import { publicInputs, type Split } from "@/core/tasks/public-inputs";
import type { Rule } from "@/core/tasks/rule";
import { type GameServer, startGameServer } from "./support/game-server";
import {
  advanceTo,
  divergedUpload,
  fixedPredictions,
  joinClass,
  openClass,
  quickDesign,
  trainForUpload,
  uploadOf,
  warmUpLesson,
} from "./support/headless-class";
import { CookieJar, HeadlessViewer, post } from "./support/headless-viewer";

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
const lessonOn = (deckId: string, presetId: string | null) => ({
  ...warmUpLesson({ seatsPerTeam: 1 }),
  lesson: LessonSchema.parse([{ deckId, presetId }]),
});

/** Two teams of one, in the briefing of a round on this preset. */
async function aBriefing(deckId: string, presetId: string) {
  const { host, joinCode } = await openClass(server.url, lessonOn(deckId, presetId));
  const members = [await joinClass(server.url, joinCode, "Ann"), await joinClass(server.url, joinCode, "Bo")];
  open.push(host, ...members.map(({ player }) => player));
  await host.until(({ view }) => view.teams.flatMap((team) => team.seats).length === 2);
  await advanceTo(host, "briefing");
  return { host, members: members as [Member, Member] };
}

/** Casts a ballot that is sure of one hypothesis. */
async function believe({ player }: Member, wanted: string): Promise<void> {
  await player.untilPhase("briefing");
  const ballot = (player.view.round?.deck.hypotheses ?? []).map((hypothesis) => ({
    hypothesis,
    percent: hypothesis === wanted ? 100 : 0,
  }));
  const { phaseSequence } = player.view;
  expect(await player.send("ballot:cast", { phaseSequence, ballot })).toEqual({ ok: true });
}

async function raceWith(host: HeadlessViewer, members: readonly Member[]): Promise<void> {
  await advanceTo(host, "exploring");
  for (const { player } of members) {
    await player.untilPhase("exploring");
    const { phaseSequence } = player.view;
    expect(await player.send("design:commit", { phaseSequence, design: quickDesign })).toEqual({ ok: true });
  }
  await advanceTo(host, "racing");
  for (const { player } of members) await player.untilPhase("racing");
}

const upload = ({ jar }: Member, body: Record<string, unknown>) =>
  post(server.url, jar, "uploadPredictions", body);
const counted = { ok: true, counted: true };

/** The disc with mean 0 and standard deviation 1/2 on a grid of 64 x 64 cells, written down anew. */
function discValues(rule: Rule, inputs: Float32Array): number[] {
  if (rule.family !== "disc") throw new Error(`the rule is ${rule.family}`);
  const { centreX, centreY } = rule;
  const isInside = (x: number, y: number) => ((x - centreX) ** 2 + (y - centreY) ** 2 < 0.36 ? 1 : 0);
  const cells = Array.from({ length: 64 }, (_, cell) => (2 * cell + 1) / 64 - 1);
  const share =
    cells.flatMap((y) => cells.map((x) => isInside(x, y) as number)).reduce((a, b) => a + b) / 4096;
  const deviation = Math.sqrt(share * (1 - share));
  return Array.from({ length: inputs.length / 2 }, (_, row) => {
    const value = isInside(inputs[2 * row] as number, inputs[2 * row + 1] as number);
    return (0.5 * (value - share)) / deviation;
  });
}

const distance = (predictions: ArrayLike<number>, truth: readonly number[]) =>
  Math.sqrt(
    truth.reduce((sum, value, row) => sum + ((predictions[row] as number) - value) ** 2, 0) / truth.length,
  );

describe("a round on a picture", () => {
  it("sends targets, takes predictions as numbers and scores their distance to the true picture", async () => {
    const { host, members } = await aBriefing("pictures", "pictures-disc");
    const [ann, bo] = members;
    const labels = await ann.player.send("labels:read", {});
    if (!labels.ok) throw new Error(labels.refusal);
    const targetsOf = (text: string) => readFloats(decodeBase64(text) ?? new Uint8Array());
    await believe(ann, "disc");
    await believe(bo, "smooth");
    await raceWith(host, members);

    const rowCount = host.view.round?.deck.testSampleCount ?? 0;
    const predictions: Float32Array[] = [];
    const trained = await trainForUpload(ann.player, 0);
    predictions.push(targetsOf(trained.predictions ?? ""));
    expect(await upload(ann, trained)).toEqual(counted);
    const isSpoilt = (value: number) =>
      Float32Array.from({ length: rowCount }, (_, row) => (row === 7 ? value : 0));
    for (const [index, value] of [0, Number.NaN, Number.POSITIVE_INFINITY, 3e38].entries()) {
      const guesses = isSpoilt(value);
      predictions.push(guesses);
      const body = uploadOf(ann.player, index + 1, {
        step: 1,
        trainingError: 0.5,
        predictions: floatBytes(guesses),
      });
      expect(await upload(ann, body)).toEqual(counted);
    }
    for (const replica of [0, 1, 2, 3, 4]) {
      expect(await upload(bo, divergedUpload(bo.player, replica))).toEqual(counted);
    }
    await host.untilPhase("reveal");
    await ann.player.untilPhase("reveal");
    await bo.player.untilPhase("reveal");

    const { round, reveal } = host.view;
    if (round === null || reveal === null) throw new Error("no reveal");
    const truthOf = (split: Split, count: number) =>
      discValues(reveal.rule, publicInputs(round.publicSeed, split, count, 2, "symmetric-cube"));
    const training = truthOf("training", round.deck.trainingSampleCount);
    const validation = truthOf("validation", round.deck.validationSampleCount);
    expect(targetsOf(labels.trainingLabels)).toHaveLength(training.length);
    expect(distance(targetsOf(labels.validationLabels), validation)).toBeLessThan(1e-6);
    // The noise of the training targets: 0.3, within 4 standard errors of 600 draws.
    expect(Math.abs(distance(targetsOf(labels.trainingLabels), training) - 0.3)).toBeLessThan(0.035);

    const test = truthOf("test", rowCount);
    const errors = ann.player.player.score?.errors ?? [];
    expect(errors[0]).toBeCloseTo(distance(predictions[0] ?? [], test), 6);
    expect(errors[0]).toBeLessThan(0.45);
    expect(errors[1]).toBeCloseTo(distance(predictions[1] ?? [], test), 6);
    expect(errors.slice(2)).toEqual([worstError, worstError, worstError]);
    expect(bo.player.player.score?.errors).toEqual([0.5, 0.5, 0.5, 0.5, 0.5]);
    expect(reveal).toMatchObject({ hypothesis: "disc", oracleSource: "house-run" });
    expect(reveal.oracleError).toBeGreaterThan(0);
    expect(reveal.oracleError).toBeLessThan(errors[1] as number);
    expect(ann.player.player.score?.beliefPoints).toBe(30);
    expect(bo.player.player.score?.beliefPoints).toBe(0);
  });

  it("refuses predictions that are not four bytes for each test row, and takes the right ones after", async () => {
    const { host, members } = await aBriefing("pictures", "pictures-disc");
    const [ann] = members;
    await raceWith(host, members);
    const bytes = floatBytes(new Float32Array(host.view.round?.deck.testSampleCount ?? 0));
    const right = uploadOf(ann.player, 0, { step: 1, trainingError: 0.5, predictions: bytes });
    const wrong = [
      bytes.subarray(4),
      bytes.subarray(1),
      new Uint8Array(bytes.length + 4),
      new Uint8Array(bytes.length / 32),
    ];
    for (const predictions of [...wrong.map(encodeBase64), "", "not base64!"]) {
      expect(await upload(ann, { ...right, predictions })).toEqual({
        ok: false,
        refusal: "prediction-invalid",
      });
    }
    expect(await upload(ann, right)).toEqual(counted);
  });
});

describe("a round on random labels", () => {
  it("gives the whole accuracy to all, so that belief and thrift decide", async () => {
    const { host, members } = await aBriefing("warm-up", "warm-up-random-labels");
    const [ann, bo] = members;
    await believe(ann, "random-labels");
    await believe(bo, "2-local");
    await raceWith(host, members);
    for (const replica of [0, 1, 2, 3, 4]) {
      const predictions = fixedPredictions(replica, 10_000);
      expect(
        await upload(ann, uploadOf(ann.player, replica, { step: 1, trainingError: 0.5, predictions })),
      ).toEqual(counted);
      expect(await upload(bo, divergedUpload(bo.player, replica))).toEqual(counted);
    }
    await host.untilPhase("reveal");
    await ann.player.untilPhase("reveal");
    await bo.player.untilPhase("reveal");

    expect(host.view.reveal).toMatchObject({
      rule: { family: "random-labels" },
      hypothesis: "random-labels",
      regretScale: 0,
      oracleSource: "house-run",
    });
    expect(ann.player.player.score).toMatchObject({
      accuracyPoints: 60,
      beliefPoints: 30,
      thriftPoints: 10,
      rank: 1,
    });
    expect(bo.player.player.score).toMatchObject({
      accuracyPoints: 60,
      beliefPoints: 0,
      thriftPoints: 0,
      rank: 2,
    });
    for (const error of ann.player.player.score?.errors ?? [])
      expect(Math.abs(error - 0.5)).toBeLessThan(0.03);
  });
});

describe("a deck whose task is announced", () => {
  const deckId = DeckIdSchema.parse("five-factors");
  const refusedDeck = { ok: false, refusal: "no-deck" };

  it("is no round of a class", async () => {
    for (const presetId of [null, "five-factors-5-local"]) {
      const answer = await post(server.url, new CookieJar(), "createSession", lessonOn(deckId, presetId));
      expect(answer).toEqual(refusedDeck);
    }
  });

  it("is played alone without a ballot, which gives the points of a right one", async () => {
    const jar = new CookieJar();
    const opened = await post(server.url, jar, "playAlone", { deckId, name: "Ann" });
    if (!opened.ok) throw new Error(opened.refusal);
    const player = new HeadlessViewer(server.url, jar, opened.joinCode, "player");
    open.push(player);
    const goOn = async () => {
      const { phaseSequence } = player.view;
      expect(await player.send("phase:next", { phaseSequence })).toEqual({ ok: true });
      await player.until(({ view }) => view.phaseSequence > phaseSequence);
    };
    await player.untilPhase("briefing");
    const deck = player.view.round?.deck;
    expect(deck).toMatchObject({ isAnnounced: true, hypotheses: ["5-local"] });
    const ballot = [{ hypothesis: "5-local", percent: 100 }];
    const { phaseSequence } = player.view;
    expect(await player.send("ballot:cast", { phaseSequence, ballot } as never)).toMatchObject({ ok: false });
    await goOn();
    await player.send("design:commit", { phaseSequence: player.view.phaseSequence, design: quickDesign });
    await player.untilPhase("racing");
    for (const replica of [0, 1, 2, 3, 4]) {
      expect(await upload({ player, jar, seatCode: "" }, divergedUpload(player, replica))).toEqual(counted);
    }
    await player.untilPhase("reveal");
    expect(player.player.score).toMatchObject({ beliefPoints: 30 });
  });
});
