import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { sentInputsAddress } from "@/core/contract/sent-inputs-path";
import type { Seed } from "@/core/random/seed";
import { type Deck, DeckIdSchema } from "@/core/tasks/deck";
import { announcedDecks } from "@/core/tasks/decks";
import { floatBytes } from "@/core/tasks/float-bytes";
import { countDifferentBits, decodeBase64, encodeBase64 } from "@/core/tasks/packed-bits";
import { dealtPresets } from "@/core/tasks/presets";
import { readSentInputs } from "@/core/tasks/sent-inputs";
import { makeSplit, type TaskInstance } from "@/core/tasks/task-instance";
import type { TrainedReplica } from "@/server/referee/referee-jobs";
import { runRefereeJob } from "@/server/referee/run-referee-job";
import { createRandomSource } from "@/server/sessions/random-source";
import { type GameServer, startGameServer } from "./support/game-server";
import {
  advanceTo,
  joinClass,
  openClass,
  quickDesign,
  uploadOf,
  warmUpLesson,
} from "./support/headless-class";
import { CookieJar, HeadlessViewer, post } from "./support/headless-viewer";

const deckId = DeckIdSchema.parse("warm-chain");
const deck = announcedDecks.find((other) => other.deckId === deckId) as Deck;
const [preset] = dealtPresets(deckId);
if (preset === undefined) throw new Error("the deck is measured");

/** Seeds as the server drew them, to make the same instance beside it. */
const seeds = { public: [] as Seed[], secret: [] as Seed[] };
let server: GameServer;
beforeAll(async () => {
  server = await startGameServer({
    chooseRandom({ randomBytes }) {
      const source = createRandomSource(randomBytes);
      return {
        ...source,
        seed(purpose) {
          const seed = source.seed(purpose);
          if (purpose === "public" || purpose === "secret") seeds[purpose].push(seed);
          return seed;
        },
      };
    },
  });
});
afterAll(() => server.close());

const open: HeadlessViewer[] = [];
afterEach(() => {
  for (const viewer of open.splice(0)) viewer.close();
});

/** A player alone in the briefing of a round, with the instance that the server has dealt. */
async function playAlone(chosen = deckId) {
  const jar = new CookieJar();
  const opened = await post(server.url, jar, "playAlone", { deckId: chosen, name: "Ann" });
  if (!opened.ok) throw new Error(opened.refusal);
  const player = new HeadlessViewer(server.url, jar, opened.joinCode, "player");
  open.push(player);
  await player.untilPhase("briefing");
  const [publicSeed, secretSeed] = [seeds.public.at(-1), seeds.secret.at(-1)];
  if (publicSeed === undefined || secretSeed === undefined) throw new Error("no seeds were drawn");
  const { inputDimension } = deck;
  const instance: TaskInstance = { task: preset?.task as never, inputDimension, publicSeed, secretSeed };
  const place = { sessionId: player.view.sessionId as string, roundIndex: 0, attempt: 0 };
  return { jar, player, instance, place };
}

const get = (address: string, jar: CookieJar) =>
  fetch(server.url + address, { headers: { cookie: jar.header } });

async function goOn(player: HeadlessViewer): Promise<void> {
  const { phaseSequence } = player.view;
  expect(await player.send("phase:next", { phaseSequence })).toEqual({ ok: true });
  await player.until(({ view }) => view.phaseSequence > phaseSequence);
}

describe("inputs that the server sends", () => {
  it("are those of the dealt instance, bit by bit, and may be kept by this browser alone", async () => {
    const { jar, instance, place } = await playAlone();

    const response = await get(sentInputsAddress(place), jar);

    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/octet-stream");
    expect(response.headers.get("cache-control")).toMatch(/^private/);
    const read = readSentInputs(new Uint8Array(await response.arrayBuffer()), deck);
    for (const [split, rowCount] of [
      ["training", deck.trainingSampleCount],
      ["validation", deck.validationSampleCount],
      ["test", deck.testSampleCount],
    ] as const) {
      const { inputs } = makeSplit(instance, split, rowCount);
      expect(Buffer.from(floatBytes(inputs)).equals(floatBytes(read?.[split] ?? new Float32Array()))).toBe(
        true,
      );
      // Nobody can make them from the seed that everybody knows.
      const guessed = makeSplit({ ...instance, secretSeed: instance.publicSeed }, split, rowCount).inputs;
      expect(guessed[0]).not.toBe(inputs[0]);
    }
  });

  it("are for the seat that plays the round", async () => {
    const { jar, place } = await playAlone();
    const other = await playAlone();
    const answerTo = async (address: string, asked: CookieJar) => {
      const response = await get(address, asked);
      return [response.status, await response.json()];
    };
    const refused = (refusal: string) => ({ ok: false, refusal });

    expect(await answerTo(sentInputsAddress(place), new CookieJar())).toEqual([401, refused("not-seated")]);
    expect(await answerTo(sentInputsAddress(place), other.jar)).toEqual([401, refused("not-seated")]);
    for (const wrong of [{ attempt: 1 }, { roundIndex: 1 }]) {
      const address = sentInputsAddress({ ...place, ...wrong });
      expect(await answerTo(address, jar)).toEqual([409, refused("wrong-attempt")]);
    }
    const nowhere = sentInputsAddress({ ...place, sessionId: "no-such-session" });
    expect(await answerTo(nowhere, jar)).toEqual([404, refused("unknown-code")]);
    for (const query of ["", "?session=x", `${sentInputsAddress({ ...place, attempt: 0.5 }).slice(11)}`]) {
      expect((await answerTo(`/api/inputs${query}`, jar))[0]).toBe(400);
    }
  });

  it("are not for a class in its lobby, and not for decks whose inputs are public", async () => {
    const { host, joinCode } = await openClass(server.url, warmUpLesson({ seatsPerTeam: 1 }));
    const { player, jar } = await joinClass(server.url, joinCode, "Bo");
    open.push(host, player);
    const place = { sessionId: host.view.sessionId as string, roundIndex: 0, attempt: 0 };
    const refusalOf = async () => (await (await get(sentInputsAddress(place), jar)).json()).refusal;

    expect(await refusalOf()).toBe("wrong-phase");
    await host.until(({ view }) => view.teams.flatMap((team) => team.seats).length === 1);
    await advanceTo(host, "briefing");
    await player.untilPhase("briefing");
    expect(await refusalOf()).toBe("not-allowed");
  });

  it("are read only so often by one seat", async () => {
    const { jar, place } = await playAlone();
    const statuses: number[] = [];
    for (let read = 0; read < 25; read += 1) {
      const response = await get(sentInputsAddress(place), jar);
      await response.arrayBuffer();
      statuses.push(response.status);
    }
    expect(statuses.filter((status) => status === 200)).toHaveLength(20);
    expect(statuses.at(-1)).toBe(429);
  });
});

describe("a round on inputs that are sent", () => {
  it("is played alone to its end: the device, the house run and spare replicas train on the same rows", async () => {
    const { jar, player, instance, place } = await playAlone();
    expect(player.view.round?.deck).toMatchObject({
      inputs: "sent",
      isAnnounced: true,
      hypotheses: ["temperature"],
    });
    await goOn(player);
    const labels = await player.send("labels:read", {});
    if (!labels.ok) throw new Error(labels.refusal);
    const truth = (split: "training" | "validation" | "test", rowCount: number) => {
      const rows = makeSplit(instance, split, rowCount);
      return "labels" in rows ? rows.labels : new Uint8Array();
    };
    expect(labels.trainingLabels).toBe(encodeBase64(truth("training", deck.trainingSampleCount)));
    expect(labels.validationLabels).toBe(encodeBase64(truth("validation", deck.validationSampleCount)));
    await player.send("design:commit", { phaseSequence: player.view.phaseSequence, design: quickDesign });
    await player.untilPhase("racing");

    const sentInputs = new Uint8Array(await (await get(sentInputsAddress(place), jar)).arrayBuffer());
    const { raceSeed, publicSeed } = player.view.round ?? {};
    if (raceSeed == null || publicSeed === undefined) throw new Error("no race");
    const train = (replicaIndex: number) =>
      runRefereeJob({
        kind: "train",
        deckId,
        publicSeed,
        sentInputs,
        trainingLabels: decodeBase64(labels.trainingLabels) as Uint8Array,
        design: quickDesign,
        runSeed: raceSeed,
        replicaIndex,
      }) as Promise<TrainedReplica>;
    const testLabels = truth("test", deck.testSampleCount);
    const errorOf = ({ predictions }: TrainedReplica) =>
      countDifferentBits(predictions as Uint8Array, testLabels, deck.testSampleCount) / deck.testSampleCount;
    const expected: number[] = [];
    for (const replica of [0, 1, 2, 3, 4]) {
      const trained = await train(replica);
      expected.push(errorOf(trained));
      if (replica >= 2) continue;
      const answer = await post(server.url, jar, "uploadPredictions", uploadOf(player, replica, trained));
      expect(answer).toEqual({ ok: true, counted: true });
    }
    await goOn(player);
    await player.untilPhase("reveal");

    expect(player.player.score?.errors).toEqual(expected);
    expect(player.view.reveal).toMatchObject({
      rule: { family: "temperature", betaLow: 0, betaHigh: 0.3 },
      hypothesis: "temperature",
      oracleSource: "house-run",
    });
    // The bank says 0.281 +- 0.008; the Bayes floor is at 0.175.
    const { oracleError } = player.view.reveal as { oracleError: number };
    expect(oracleError).toBeGreaterThan(0.24);
    expect(oracleError).toBeLessThan(0.33);
    const everything = [...player.received, ...jar.received].join("\n");
    expect(everything).not.toContain(instance.secretSeed);
    expect(everything).not.toContain(encodeBase64(testLabels));
  });

  it("cannot be a round of a class", async () => {
    const lesson = [{ deckId, presetId: null }];
    const answer = await post(server.url, new CookieJar(), "createSession", { ...warmUpLesson(), lesson });
    expect(answer).toEqual({ ok: false, refusal: "no-deck" });
  });
});
