import { activeSeats } from "@/core/game/session-state";
import type { Game } from "@/server/sessions/game";
import type { GameFigures } from "./metrics";

/** Counts the open sessions and their seats as they are now. */
export function gameFigures(game: Game, waitingTrainings: number): GameFigures {
  const sessionsByPhase = new Map<string, number>();
  let taken = 0;
  let connected = 0;
  let waitingCommands = 0;
  for (const runner of game.all()) {
    const { phase } = runner.state;
    sessionsByPhase.set(phase, (sessionsByPhase.get(phase) ?? 0) + 1);
    taken += activeSeats(runner.state).length;
    connected += runner.connectedSeatCount;
    waitingCommands += runner.waitingCommandCount;
  }
  return { sessionsByPhase, seats: { taken, connected }, waitingCommands, waitingTrainings };
}
