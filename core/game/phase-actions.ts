import type { ActionOf } from "./action";
import { commitDrafts, enterPhase, nextPhase, nextRoundIndex, openRound } from "./enter-phase";
import { type ActionContext, accept, type Outcome, refuse } from "./outcome";
import { phaseRule } from "./phase";
import { scoreRound } from "./score-round";
import { activeSeats, currentRound, type SessionState } from "./session-state";
import { updateRound } from "./update-round";

/** How much later running deadlines fall after a restart, beside the time that the server was away. */
export const recoveryMarginMs = 20_000;

export function advancePhase(
  state: SessionState,
  action: ActionOf<"phase:advanced">,
  context: ActionContext,
): Outcome {
  if (!phaseRule(state.phase).endedByHost) return refuse("wrong-phase");
  const next = nextPhase(state);
  if (next === null) return refuse("wrong-phase");
  if (next === "briefing") {
    if (activeSeats(state).length === 0) return refuse("no-seats");
    if (action.deal === null) return refuse("no-deck");
    const position = { roundIndex: nextRoundIndex(state), attempt: 0 };
    return accept(openRound(state, action.deal, position, context));
  }
  return accept(leave(state, next, action.drafts, context));
}

export function passTime(
  state: SessionState,
  action: ActionOf<"time:passed">,
  context: ActionContext,
): Outcome {
  if (state.deadlineAtMs === null || context.now < state.deadlineAtMs) return refuse("wrong-phase");
  if (state.phase === "scoring") return scoreAndReveal(state, context);
  const next = nextPhase(state);
  return next === null ? refuse("wrong-phase") : accept(leave(state, next, action.drafts, context));
}

export function hastenPhase(
  state: SessionState,
  _action: ActionOf<"phase:hastened">,
  context: ActionContext,
): Outcome {
  const grace = phaseRule(state.phase).graceSeconds;
  if (grace === null || state.deadlineAtMs === null) return refuse("wrong-phase");
  const deadlineAtMs = Math.min(state.deadlineAtMs, context.now + grace * 1000);
  return accept({ ...state, deadlineAtMs });
}

/** The server's word that all replicas are in or that nothing more is coming. */
export function scoreAndReveal(state: SessionState, context: ActionContext): Outcome {
  if (state.phase !== "scoring") return refuse("wrong-phase");
  return accept(enterPhase(updateRound(state, scoreRound), "reveal", context));
}

export function redoRound(
  state: SessionState,
  action: ActionOf<"round:redone">,
  context: ActionContext,
): Outcome {
  const round = currentRound(state);
  if (round === null || !phaseRule(state.phase).leadsTo.includes("briefing")) return refuse("wrong-phase");
  const voided = updateRound(state, (attempt) => ({ ...attempt, isVoid: true }));
  const position = { roundIndex: round.roundIndex, attempt: round.attempt + 1 };
  return accept(openRound(voided, action.deal, position, context));
}

export function jumpToDebrief(
  state: SessionState,
  _action: ActionOf<"debrief:jumped">,
  context: ActionContext,
): Outcome {
  if (!phaseRule(state.phase).leadsTo.includes("debrief")) return refuse("wrong-phase");
  return accept(enterPhase(state, "debrief", context));
}

export function pauseSession(
  state: SessionState,
  _action: ActionOf<"session:paused">,
  { now }: ActionContext,
): Outcome {
  return state.pausedAtMs === null ? accept({ ...state, pausedAtMs: now }) : refuse("paused");
}

export function resumeSession(
  state: SessionState,
  _action: ActionOf<"session:resumed">,
  { now }: ActionContext,
): Outcome {
  if (state.pausedAtMs === null) return refuse("not-paused");
  const pausedMs = Math.max(0, now - state.pausedAtMs);
  const deadlineAtMs = state.deadlineAtMs === null ? null : state.deadlineAtMs + pausedMs;
  const phaseStartedAtMs = state.phaseStartedAtMs + pausedMs;
  return accept({ ...state, pausedAtMs: null, phaseStartedAtMs, deadlineAtMs });
}

export function addTime(state: SessionState, action: ActionOf<"time:added">): Outcome {
  if (state.deadlineAtMs === null || state.phase === "scoring") return refuse("wrong-phase");
  return accept({ ...state, deadlineAtMs: state.deadlineAtMs + action.seconds * 1000 });
}

export function recoverSession(state: SessionState, action: ActionOf<"session:recovered">): Outcome {
  if (state.deadlineAtMs === null || state.pausedAtMs !== null) return accept(state);
  const awayMs = action.downtimeMs + recoveryMarginMs;
  return accept({
    ...state,
    phaseStartedAtMs: state.phaseStartedAtMs + awayMs,
    deadlineAtMs: state.deadlineAtMs + awayMs,
  });
}

export function closeSession(
  state: SessionState,
  _action: ActionOf<"session:closed">,
  context: ActionContext,
): Outcome {
  return accept(enterPhase(state, "closed", context));
}

function leave(
  state: SessionState,
  next: NonNullable<ReturnType<typeof nextPhase>>,
  drafts: ActionOf<"time:passed">["drafts"],
  context: ActionContext,
): SessionState {
  // A team that was reopened in the race may not have committed again.
  const endsChoice = state.phase === "exploring" || state.phase === "racing";
  const ready = endsChoice ? commitDrafts(state, drafts, context) : state;
  return enterPhase(ready, next, context);
}
