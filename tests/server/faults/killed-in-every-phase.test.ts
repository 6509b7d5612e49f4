import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Phase } from "@/core/game/phase";
import { recoveryMarginMs } from "@/core/game/phase-actions";
import { EnduringClass } from "@/tests/server/support/enduring-class";
import { type GameProcess, startGameProcess } from "@/tests/server/support/game-process";
import { killWhileActing } from "@/tests/server/support/kill-while-acting";

const playerCount = 30;

let dataDirectory: string;
let game: GameProcess;
let school: EnduringClass;
beforeAll(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), "deepstakes kill "));
  game = await startGameProcess(dataDirectory);
  school = await EnduringClass.open(game.url, playerCount);
});
afterAll(async () => {
  school.close();
  await game.end("SIGKILL");
  await rm(dataDirectory, { recursive: true, force: true });
});

/** After how many answers to the class the server dies. */
const killAfter = {
  lobby: 12,
  briefing: 50,
  exploring: 100,
  racing: 60,
  scoring: 0,
  reveal: 12,
  debrief: 12,
  podium: 0,
} as const satisfies Partial<Record<Phase, number>>;

it.each(Object.keys(killAfter) as (keyof typeof killAfter)[])(
  "loses nothing acknowledged and plays on by itself when the server is killed in the phase %s",
  async (phase) => {
    // A scoring may be over before the test gets to it; the kill then comes at the start of the reveal.
    expect(phase === "scoring" ? ["scoring", "reveal"] : [phase]).toContain(school.phase);
    const before = school.standing();
    expect(await killWhileActing(game, [school], killAfter[phase])).toBeGreaterThanOrEqual(killAfter[phase]);
    await game.start();
    await school.comeBack();
    school.expectKept(before, recoveryMarginMs);
    if (phase === "lobby") expect(school.members.length).toBeGreaterThanOrEqual(killAfter.lobby);
    if (phase === "reveal") school.expectScores();
    if (phase !== "podium" && school.phase === phase) await school.goOn();
  },
);
