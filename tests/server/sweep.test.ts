import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { defaultClassRules, LessonSchema } from "@/core/game/lesson";
import { defaultLengths } from "@/core/game/phase";
import { createLog } from "@/server/log";
import { type OpenDatabase, openDatabase } from "@/server/persistence/open-database";
import { Game } from "@/server/sessions/game";
import { fixedRandom } from "./support/fixed-random";

let database: OpenDatabase;
beforeAll(async () => {
  const opened = await openDatabase({ kind: "memory" });
  if (!opened.ok) throw new Error(opened.reason);
  database = opened.database;
});
afterAll(() => database.close());

const hourMs = 3_600_000;
const lesson = LessonSchema.parse([{ deckId: "warm-up", presetId: null }]);
const settings = { ...defaultClassRules, seatsPerTeam: 1, classSize: 10, lengths: defaultLengths };

describe("sweeping", () => {
  it("closes what everybody has left, and deletes what was closed ninety days ago", async () => {
    let now = 1_800_000_000_000;
    const random = fixedRandom("0123456789abcdef0123456789abcdef");
    const { store } = database;
    const game = new Game({ store, random, now: () => now, log: createLog("fatal") });
    const solo = await game.open({ mode: "solo", lesson, settings });
    const school = await game.open({ mode: "class", lesson, settings });
    if (!solo.ok || !school.ok) throw new Error("not opened");
    const { sessionId } = solo.runner.state;

    now += hourMs;
    await game.sweep();
    expect(game.all()).toHaveLength(2);

    now += 2 * hourMs;
    await game.sweep();
    expect(game.all().map((runner) => runner.state.mode)).toEqual(["class"]);
    await expect.poll(async () => (await store.loadOpenSessions()).length).toBe(1);
    expect(await store.readEvents(sessionId)).not.toEqual([]);

    now += 91 * 24 * hourMs;
    await game.sweep();
    expect(game.all()).toEqual([]);
    expect(await store.readEvents(sessionId)).toEqual([]);
    await game.stop();
  });
});
