import type { playerCommands } from "@/core/contract/player-commands";
import { isSameDesign } from "@/core/game/commit-actions";
import { currentDeck } from "@/core/game/current-deck";
import { deviceClassOf } from "@/core/game/device-class";
import type { SeatId, TeamId } from "@/core/game/identifiers";
import { activeSeats, currentRound } from "@/core/game/session-state";
import { seatsOf } from "@/core/game/team-places";
import { findTeamRound } from "@/core/game/update-round";
import { isOnGrid } from "@/core/training/design-grid";
import { pilotSummaryRows } from "@/server/sessions/run-summary-rows";
import type { SessionRunner } from "@/server/sessions/session-runner";
import { bySeat, type CommandHandler, refused, settled } from "./command-context";

/** What players' sockets send; `view:read` is open to every viewer. */
export const playerCommandHandlers: {
  readonly [Name in keyof typeof playerCommands]: CommandHandler<Name>;
} = {
  "view:read": async ({ resend }) => {
    resend();
    return { ok: true };
  },
  "team:choose": bySeat((seatId, { teamId }) => ({ type: "team:chosen", seatId, teamId })),
  "team:name": bySeat((seatId, { name }) => ({ type: "team:named", seatId, name })),
  "ballot:cast": bySeat((seatId, payload) => ({ type: "ballot:cast", seatId, ...payload })),
  "design:commit": async ({ runner, seatId }, payload) => {
    if (seatId === null) return refused("not-seated");
    return settled(
      runner.submit((state) => {
        const teamId = activeSeats(state).find((seat) => seat.seatId === seatId)?.teamId ?? null;
        const teammates = teamId === null ? [] : seatsOf(state, teamId).map((seat) => seat.seatId);
        const online = runner.onlineSeatIds();
        const presentSeatIds = teammates.filter((other) => online.has(other));
        return { type: "design:committed", seatId, presentSeatIds, ...payload };
      }),
    );
  },
  "design:withdraw": bySeat((seatId, payload) => ({ type: "proposal:withdrawn", seatId, ...payload })),
  "people:state": bySeat((seatId, { peopleAtDevice }) => ({ type: "people:stated", seatId, peopleAtDevice })),
  "captain:hand-over": async ({ runner, seatId }, payload) => {
    if (seatId === null) return refused("not-seated");
    return settled(runner.submit({ type: "captain:named", seatId: payload.seatId, bySeatId: seatId }));
  },
  "draft:touch": async ({ runner, seatId }, { knob }) => {
    if (seatId === null || teamOf(runner, seatId) === null) return refused("not-in-this-round");
    runner.setTouch(seatId, knob);
    return { ok: true };
  },
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
  "clue:buy": async ({ referee, runner, seatId }, payload) => {
    if (seatId === null) return refused("not-seated");
    return settled(
      // The answer depends on what the team has bought before, so it is read from the state that the command meets.
      runner.submit((state) => {
        const teamId = activeSeats(state).find((seat) => seat.seatId === seatId)?.teamId ?? null;
        const answer = referee.clueDesk.answer(state, teamId, payload.clue);
        return { type: "clue:bought", seatId, ...payload, answer };
      }),
    );
  },
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
    const proposal = findTeamRound(runner.state, teamId)?.proposal ?? null;
    if (seatId !== null && proposal !== null && !isSameDesign(proposal.design, design)) {
      void runner.submit({ type: "proposal:withdrawn", seatId, phaseSequence });
    }
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
  "lease:take": async ({ referee, runner, seatId }) =>
    seatId === null ? refused("not-seated") : { ok: true, lease: referee.leaseDesk.take(runner, seatId) },
  "device:report": async ({ board, runner, seatId }, payload) => {
    if (seatId === null) return refused("not-seated");
    runner.setSpeed(seatId, deviceClassOf(payload) === "cannot-train" ? 0 : payload.stepsPerSecond);
    board.recordDevice({ seatId, ...payload });
    return { ok: true };
  },
};

/** The team that a seat plays for in the present round. */
function teamOf(runner: SessionRunner, seatId: SeatId | null): TeamId | null {
  const seat = activeSeats(runner.state).find((other) => other.seatId === seatId);
  const team = currentRound(runner.state)?.teams.find((other) => other.teamId === seat?.teamId);
  return team?.teamId ?? null;
}
