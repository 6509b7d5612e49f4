import type { Answer, CommandName, CommandPayload, CommandReply } from "@/core/contract/socket-commands";
import type { Action } from "@/core/game/action";
import { currentDeck } from "@/core/game/current-deck";
import type { SeatId, TeamId } from "@/core/game/identifiers";
import type { Refusal } from "@/core/game/refusal";
import { activeSeats, currentRound } from "@/core/game/session-state";
import { isOnGrid } from "@/core/training/design-grid";
import type { Referee } from "@/server/referee/referee";
import type { Game } from "@/server/sessions/game";
import { hashOf } from "@/server/sessions/random-source";
import { pilotSummaryRows } from "@/server/sessions/run-summary-rows";
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
}

type Handler<Name extends CommandName> = (
  context: CommandContext,
  payload: CommandPayload<Name>,
) => Promise<Answer<CommandReply<Name>>>;

/** One handler per command; payloads are parsed and roles checked before. */
export const commandHandlers: { readonly [Name in CommandName]: Handler<Name> } = {
  "view:read": async ({ resend }) => {
    resend();
    return { ok: true };
  },
  "team:choose": bySeat((seatId, { teamId }) => ({ type: "team:chosen", seatId, teamId })),
  "ballot:cast": bySeat((seatId, payload) => ({ type: "ballot:cast", seatId, ...payload })),
  "design:commit": bySeat((seatId, payload) => ({ type: "design:committed", seatId, ...payload })),
  "figure:predict": bySeat((seatId, { phaseSequence, errors }) => ({
    type: "figure:predicted",
    phaseSequence,
    prediction: { seatId, errors },
  })),
  "debrief:answer": bySeat((seatId, { phaseSequence, observation, evidence }) => ({
    type: "debrief:answered",
    phaseSequence,
    answer: { seatId, observation, evidence: evidence.trim() },
  })),
  "pilot:start": async ({ game, runner, seatId }, payload) => {
    if (seatId === null) return refused("not-seated");
    const pilotId = game.random.pilotId();
    const runSeed = game.random.seed("pilot");
    const result = await runner.submit({ type: "pilot:started", seatId, pilotId, runSeed, ...payload });
    return result.ok ? { ok: true, pilotId } : refused(result.refusal);
  },
  "pilot:report": async ({ runner, seatId }, payload) => {
    if (seatId === null) return refused("not-seated");
    const { pilotId, result } = payload;
    const summaries = pilotSummaryRows(runner.state, payload);
    if (summaries === null) return refused("pilot-result-invalid");
    return settled(runner.submit({ type: "pilot:reported", seatId, pilotId, result }, { summaries }));
  },
  "draft:set": async ({ runner, seatId }, { phaseSequence, design }) => {
    const teamId = teamOf(runner, seatId);
    const deck = currentDeck(runner.state);
    if (teamId === null || deck === null) return refused("not-in-this-round");
    if (phaseSequence !== runner.state.phaseSequence) return refused("stale");
    if (runner.state.pausedAtMs !== null) return refused("paused");
    if (!isOnGrid(design, deck.designGrid)) return refused("not-on-grid");
    runner.setDraft(teamId, design);
    return { ok: true };
  },
  "labels:read": async ({ referee, runner, seatId }) => {
    if (teamOf(runner, seatId) === null) return refused("not-in-this-round");
    const labels = await referee.labels(runner.state);
    return labels === null ? refused("wrong-phase") : { ok: true, ...labels };
  },
  "race:progress": async ({ runner, board, seatId }, { replicaIndex, points }) => {
    const teamId = teamOf(runner, seatId);
    if (teamId === null) return refused("not-in-this-round");
    const { phase } = runner.state;
    if (phase !== "racing" && phase !== "scoring") return refused("wrong-phase");
    board.recordProgress(runner.state, teamId, replicaIndex, points);
    return { ok: true };
  },
  "device:report": async ({ board, seatId }, payload) => {
    if (seatId === null) return refused("not-seated");
    board.recordDevice({ seatId, ...payload });
    return { ok: true };
  },
  "phase:next": async ({ game, runner }, { phaseSequence }) => settled(game.advance(runner, phaseSequence)),
  "round:redo": async ({ game, runner }, { phaseSequence }) => settled(game.redo(runner, phaseSequence)),
  "time:add": byConductor((payload) => ({ type: "time:added", ...payload })),
  "session:pause": byConductor(() => ({ type: "session:paused" })),
  "session:resume": byConductor(() => ({ type: "session:resumed" })),
  "session:lock": byConductor(({ isLocked }) => ({ type: "session:locked", isLocked })),
  "session:close": byConductor(() => ({ type: "session:closed" })),
  "class:resize": byConductor(({ classSize }) => ({ type: "class:resized", classSize })),
  "seat:remove": byConductor(({ seatId }) => ({ type: "seat:removed", seatId })),
  "seat:reopen": async ({ game, runner }, { seatId }) => {
    const seatCode = game.random.seatCode();
    const result = await runner.submit({ type: "seat:reopened", seatId, seatCodeHash: hashOf(seatCode) });
    return result.ok ? { ok: true, seatCode } : refused(result.refusal);
  },
  "debrief:jump": byConductor(({ phaseSequence }) => ({ type: "debrief:jumped", phaseSequence })),
  "reveal:page": byConductor((payload) => ({ type: "reveal:paged", ...payload })),
  "figure:unlock": byConductor(({ phaseSequence }) => ({ type: "figure:unlocked", phaseSequence })),
};

function bySeat<Payload>(act: (seatId: SeatId, payload: Payload) => Action) {
  return async ({ runner, seatId }: CommandContext, payload: Payload) =>
    seatId === null ? refused("not-seated") : settled(runner.submit(act(seatId, payload)));
}

function byConductor<Payload>(act: (payload: Payload) => Action) {
  return async ({ runner }: CommandContext, payload: Payload) => settled(runner.submit(act(payload)));
}

async function settled(submitted: ReturnType<SessionRunner["submit"]>) {
  const result = await submitted;
  return result.ok ? { ok: true as const } : refused(result.refusal);
}

function refused(refusal: Refusal) {
  return { ok: false as const, refusal };
}

/** The team that a seat plays for in the present round. */
function teamOf(runner: SessionRunner, seatId: SeatId | null): TeamId | null {
  const seat = activeSeats(runner.state).find((other) => other.seatId === seatId);
  const team = currentRound(runner.state)?.teams.find((other) => other.teamId === seat?.teamId);
  return team?.teamId ?? null;
}
