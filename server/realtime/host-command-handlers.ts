import type { hostCommands } from "@/core/contract/host-commands";
import { activeSeats } from "@/core/game/session-state";
import { findTeamRound } from "@/core/game/update-round";
import type { Game } from "@/server/sessions/game";
import { hashOf } from "@/server/sessions/random-source";
import type { SessionRunner } from "@/server/sessions/session-runner";
import { byConductor, type CommandHandler, refused, settled } from "./command-context";

/** What conducts a session. Who may send which command is checked before, by the table. */
export const hostCommandHandlers: { readonly [Name in keyof typeof hostCommands]: CommandHandler<Name> } = {
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
  "control:take": async ({ takeControl, resend }) => {
    takeControl();
    resend();
    return { ok: true };
  },
  "teams:arrange": async ({ game, runner }, payload) => {
    const before = runner.state.settings.teamMode;
    const arranged = await runner.submit({ type: "teams:arranged", ...payload });
    if (!arranged.ok) return refused(arranged.refusal);
    if (payload.teamMode === "balanced" && before !== "balanced") await drawTeams(game, runner);
    return { ok: true };
  },
  "ballots:set-mode": byConductor(({ ballotMode }) => ({ type: "ballot-mode:set", ballotMode })),
  "teams:draw": async ({ game, runner }) => settled(drawTeams(game, runner)),
  "seat:move": byConductor((payload) => ({ type: "seat:moved", ...payload })),
  "teams:merge": byConductor((payload) => ({ type: "teams:merged", ...payload })),
  "team:rename": byConductor((payload) => ({ type: "team:renamed", ...payload })),
  "captain:name": byConductor(({ seatId }) => ({ type: "captain:named", seatId, bySeatId: null })),
  "team:reopen": async ({ runner, board }, { phaseSequence, teamId }) => {
    const design = findTeamRound(runner.state, teamId)?.commitment?.design;
    const result = await runner.submit({ type: "team:reopened", phaseSequence, teamId });
    if (!result.ok) return refused(result.refusal);
    board.forgetTeam(teamId);
    // The team finds its design on the knobs, to change or to commit again.
    if (design !== undefined) runner.setDraft(teamId, design);
    return { ok: true };
  },
  "joins:set-policy": byConductor(({ joinPolicy }) => ({ type: "join-policy:set", joinPolicy })),
  "joins:admit": byConductor(({ seatIds }) => ({ type: "joins:admitted", seatIds })),
  "joins:turn-away": byConductor(({ seatIds }) => ({ type: "joins:turned-away", seatIds })),
  "seat:ban": byConductor(({ seatId }) => ({ type: "seat:banned", seatId })),
  "seat:unban": byConductor(({ seatId }) => ({ type: "seat:unbanned", seatId })),
  "names:hide": byConductor(({ areHidden }) => ({ type: "names:hidden", areHidden })),
  "projector:blank": byConductor(({ isBlank }) => ({ type: "projector:blanked", isBlank })),
  "cohost:invite": async ({ game, runner }) => {
    const coHostCode = game.random.coHostCode();
    const result = await runner.submit({ type: "cohost:invited", codeHash: hashOf(coHostCode) });
    return result.ok ? { ok: true, coHostCode } : refused(result.refusal);
  },
  "cohost:remove": byConductor(({ coHostId }) => ({ type: "cohost:removed", coHostId })),
  "host:hand-over": async ({ game, runner }, { coHostId }) => {
    const formerOwnerId = game.random.coHostId();
    return settled(runner.submit({ type: "host:handed-over", coHostId, formerOwnerId }));
  },
};

function drawTeams(game: Game, runner: SessionRunner): ReturnType<SessionRunner["submit"]> {
  return runner.submit((state) => {
    const order = game.random.shuffle(activeSeats(state).map((seat) => seat.seatId));
    return { type: "teams:drawn", order };
  });
}
