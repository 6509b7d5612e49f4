import type { BotName } from "@/core/bots/bot";
import type { Game } from "./game";
import { hashOf } from "./random-source";
import type { SessionRunner } from "./session-runner";

/** Whom a solo player plays against: a fixed habit, a team that only pilots, one that reasons. */
export const soloRivals: readonly BotName[] = ["constant", "greedy", "bayes"];

/** Who plays when a host tries a lesson out: a class with every habit. */
export const rehearsalBots: readonly BotName[] = ["random", "shallow", "deep", "constant", "greedy", "bayes"];

/** Seats bots in a session's lobby, each in a team of its own. Nobody knows their tokens. */
export async function seatBots(
  { random }: Game,
  runner: SessionRunner,
  bots: readonly BotName[],
): Promise<void> {
  for (const bot of bots) {
    const tokenHash = hashOf(random.token());
    const seatCodeHash = hashOf(random.seatCode());
    await runner.submit({ type: "bot:seated", seatId: random.seatId(), bot, tokenHash, seatCodeHash });
  }
}
