import type { Answer, CommandName, CommandPayload, CommandReply } from "@/core/contract/socket-commands";
import type { Action } from "@/core/game/action";
import type { SeatId } from "@/core/game/identifiers";
import type { Refusal } from "@/core/game/refusal";
import type { Referee } from "@/server/referee/referee";
import type { Game } from "@/server/sessions/game";
import type { SessionRunner } from "@/server/sessions/session-runner";
import type { LiveBoard } from "./live-board";

/** What a handler may use: the session, and the seat that the cookie proved (null for host and projector). */
export interface CommandContext {
  readonly game: Game;
  readonly referee: Referee;
  readonly runner: SessionRunner;
  readonly board: LiveBoard;
  readonly seatId: SeatId | null;
  /** Sends the present view to this socket again. */
  readonly resend: () => void;
  /** Gives the host's controls to this socket. */
  readonly takeControl: () => void;
}

export type CommandHandler<Name extends CommandName> = (
  context: CommandContext,
  payload: CommandPayload<Name>,
) => Promise<Answer<CommandReply<Name>>>;

/** A handler of a player's command that is one action of that player's seat. */
export function bySeat<Payload>(act: (seatId: SeatId, payload: Payload) => Action) {
  return async ({ runner, seatId }: CommandContext, payload: Payload) =>
    seatId === null ? refused("not-seated") : settled(runner.submit(act(seatId, payload)));
}

/** A handler of a host's command that is one action. */
export function byConductor<Payload>(act: (payload: Payload) => Action) {
  return async ({ runner }: CommandContext, payload: Payload) => settled(runner.submit(act(payload)));
}

/** The answer to a command that replies nothing. */
export async function settled(submitted: ReturnType<SessionRunner["submit"]>) {
  const result = await submitted;
  return result.ok ? { ok: true as const } : refused(result.refusal);
}

export function refused(refusal: Refusal) {
  return { ok: false as const, refusal };
}
