import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { LessonSchema } from "@/core/game/lesson";
import { DeckIdSchema, type PresetId } from "@/core/tasks/deck";
import { dealtPresets, presetsOfDeck } from "@/core/tasks/presets";
import { type GameServer, startGameServer } from "./support/game-server";
import { warmUpLesson } from "./support/headless-class";
import { CookieJar, post } from "./support/headless-viewer";

// A bank that knows two presets.
vi.mock("@/core/bank/measured-errors.json", () => {
  const measured = [1, 3].map((depth) => ({
    depth,
    width: 10,
    learningRate: 0.1,
    meanError: depth / 10,
    standardDeviation: 0.01,
    replicaCount: 10,
  }));
  const presetIds = ["warm-up-3-local", "majority-1-global"];
  return {
    default: { presets: presetIds.map((presetId) => ({ presetId, howMade: "for a test", measured })) },
  };
});

const warmUp = DeckIdSchema.parse("warm-up");
const deckIdOf = (text: string) => DeckIdSchema.parse(text);
const refused = { ok: false, refusal: "no-deck" };

let server: GameServer;
beforeAll(async () => {
  server = await startGameServer();
});
afterAll(() => server.close());

const create = (deckId: string, presetId: PresetId | string | null) =>
  post(server.url, new CookieJar(), "createSession", {
    ...warmUpLesson(),
    lesson: LessonSchema.parse([{ deckId, presetId }]),
  });

describe("presets that the bank has not measured", () => {
  it("are not among those that are dealt", () => {
    expect(presetsOfDeck(warmUp).length).toBeGreaterThan(1);
    expect(dealtPresets(warmUp).map(({ presetId }) => presetId)).toEqual(["warm-up-3-local"]);
    expect(dealtPresets(deckIdOf("pictures"))).toEqual([]);
    expect(dealtPresets(deckIdOf("warm-chain"))).toEqual([]);
  });

  it("cannot be chosen, and a deck of nothing else cannot be played", async () => {
    expect(await create("warm-up", "warm-up-2-local")).toEqual(refused);
    expect(await create("pictures", null)).toEqual(refused);
    expect(await create("warm-up", "warm-up-3-local")).toMatchObject({ ok: true });
    expect(await create("warm-up", null)).toMatchObject({ ok: true });
  });
});
