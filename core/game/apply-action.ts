import type { Action, ActionOf, SessionCreated } from "./action";
import { nameAuditedReplica, reportAudit } from "./audit-actions";
import { playBot } from "./bot-actions";
import { buyClue } from "./clue-actions";
import { commitDesign, reopenTeam, withdrawProposal } from "./commit-actions";
import {
  blankProjector,
  handOverHost,
  hideNames,
  inviteCoHost,
  joinAsCoHost,
  recoverHost,
  removeCoHost,
} from "./host-actions";
import { type ActionContext, type Outcome, refuse } from "./outcome";
import type { Phase } from "./phase";
import {
  addTime,
  advancePhase,
  closeSession,
  hastenPhase,
  jumpToDebrief,
  passTime,
  pauseSession,
  recoverSession,
  redoRound,
  resumeSession,
  scoreAndReveal,
} from "./phase-actions";
import {
  answerDebrief,
  castBallot,
  predictFigure,
  reportPilot,
  startPilot,
  tallyHouse,
  tallyReplica,
  turnRevealPage,
  unlockFigure,
} from "./round-actions";
import {
  admitJoins,
  banSeat,
  forgetJoins,
  joinSeat,
  lockSession,
  rejoinSeat,
  removeSeat,
  reopenSeat,
  resizeClass,
  returnSeat,
  seatBot,
  setJoinPolicy,
  turnAwayJoins,
  unbanSeat,
} from "./seat-actions";
import type { SessionState } from "./session-state";
import {
  arrangeTeams,
  chooseTeam,
  drawTeams,
  mergeTeams,
  moveSeat,
  nameCaptain,
  nameOwnTeam,
  renameTeam,
  setBallotMode,
  statePeople,
} from "./team-actions";

interface ActionRule<Type extends Action["type"]> {
  /** Phases in which the action is possible; "open" is every phase but `closed`. */
  readonly phases: readonly Phase[] | "open";
  /** True for what players do with the present task: frozen while the host has paused. */
  readonly frozenByPause: boolean;
  readonly apply: (state: SessionState, action: ActionOf<Type>, context: ActionContext) => Outcome;
}

const running = ["briefing", "exploring", "racing", "scoring"] as const;

/** The one table of who may do what when: every action has a line or nothing compiles. */
const actionTable: { readonly [Type in Action["type"]]: ActionRule<Type> } = {
  "seat:joined": { phases: "open", frozenByPause: false, apply: joinSeat },
  "bot:seated": { phases: ["lobby"], frozenByPause: false, apply: seatBot },
  "seat:removed": { phases: "open", frozenByPause: false, apply: removeSeat },
  "seat:reopened": { phases: "open", frozenByPause: false, apply: reopenSeat },
  "seat:returned": { phases: "open", frozenByPause: false, apply: returnSeat },
  "host:recovered": { phases: "open", frozenByPause: false, apply: recoverHost },
  "seat:rejoined": { phases: "open", frozenByPause: false, apply: rejoinSeat },
  "seat:banned": { phases: "open", frozenByPause: false, apply: banSeat },
  "seat:unbanned": { phases: "open", frozenByPause: false, apply: unbanSeat },
  "join-policy:set": { phases: "open", frozenByPause: false, apply: setJoinPolicy },
  "ballot-mode:set": { phases: "open", frozenByPause: false, apply: setBallotMode },
  "people:stated": { phases: "open", frozenByPause: false, apply: statePeople },
  "joins:admitted": { phases: "open", frozenByPause: false, apply: admitJoins },
  "joins:forgotten": { phases: "open", frozenByPause: false, apply: forgetJoins },
  "joins:turned-away": { phases: "open", frozenByPause: false, apply: turnAwayJoins },
  "teams:arranged": { phases: ["lobby"], frozenByPause: false, apply: arrangeTeams },
  "teams:drawn": { phases: "open", frozenByPause: false, apply: drawTeams },
  "seat:moved": { phases: "open", frozenByPause: false, apply: moveSeat },
  "teams:merged": { phases: "open", frozenByPause: false, apply: mergeTeams },
  "team:renamed": { phases: "open", frozenByPause: false, apply: renameTeam },
  "team:named": { phases: "open", frozenByPause: false, apply: nameOwnTeam },
  "captain:named": { phases: "open", frozenByPause: false, apply: nameCaptain },
  "names:hidden": { phases: "open", frozenByPause: false, apply: hideNames },
  "projector:blanked": { phases: "open", frozenByPause: false, apply: blankProjector },
  "cohost:invited": { phases: "open", frozenByPause: false, apply: inviteCoHost },
  "cohost:joined": { phases: "open", frozenByPause: false, apply: joinAsCoHost },
  "cohost:removed": { phases: "open", frozenByPause: false, apply: removeCoHost },
  "host:handed-over": { phases: "open", frozenByPause: false, apply: handOverHost },
  "team:chosen": { phases: ["lobby"], frozenByPause: false, apply: chooseTeam },
  "session:locked": { phases: "open", frozenByPause: false, apply: lockSession },
  "class:resized": { phases: "open", frozenByPause: false, apply: resizeClass },
  "phase:advanced": { phases: "open", frozenByPause: false, apply: advancePhase },
  "time:passed": { phases: running, frozenByPause: true, apply: passTime },
  "phase:hastened": { phases: running, frozenByPause: true, apply: hastenPhase },
  "round:redone": { phases: "open", frozenByPause: false, apply: redoRound },
  "debrief:jumped": { phases: "open", frozenByPause: false, apply: jumpToDebrief },
  "session:paused": { phases: "open", frozenByPause: false, apply: pauseSession },
  "session:resumed": { phases: "open", frozenByPause: false, apply: resumeSession },
  "time:added": { phases: running, frozenByPause: false, apply: addTime },
  "session:recovered": { phases: "open", frozenByPause: false, apply: recoverSession },
  "session:closed": { phases: "open", frozenByPause: false, apply: closeSession },
  "ballot:cast": { phases: ["briefing", "exploring"], frozenByPause: true, apply: castBallot },
  "clue:bought": { phases: ["exploring"], frozenByPause: true, apply: buyClue },
  "bot:played": { phases: ["exploring"], frozenByPause: true, apply: playBot },
  "pilot:started": { phases: ["exploring"], frozenByPause: true, apply: startPilot },
  "pilot:reported": { phases: "open", frozenByPause: false, apply: reportPilot },
  // In the race for a team that the host has reopened; every other one is committed by then.
  "design:committed": { phases: ["exploring", "racing"], frozenByPause: true, apply: commitDesign },
  "proposal:withdrawn": { phases: ["exploring", "racing"], frozenByPause: true, apply: withdrawProposal },
  "team:reopened": { phases: ["exploring", "racing"], frozenByPause: false, apply: reopenTeam },
  "replica:tallied": { phases: ["racing", "scoring"], frozenByPause: false, apply: tallyReplica },
  "house:tallied": { phases: running, frozenByPause: false, apply: tallyHouse },
  "audit:named": { phases: "open", frozenByPause: false, apply: nameAuditedReplica },
  "audit:reported": { phases: "open", frozenByPause: false, apply: reportAudit },
  "round:scored": {
    phases: ["scoring"],
    frozenByPause: true,
    apply: (state, _action, context) => scoreAndReveal(state, context),
  },
  "reveal:paged": { phases: ["reveal", "debrief"], frozenByPause: false, apply: turnRevealPage },
  "figure:unlocked": { phases: ["reveal", "debrief"], frozenByPause: false, apply: unlockFigure },
  "figure:predicted": { phases: ["reveal"], frozenByPause: false, apply: predictFigure },
  "debrief:answered": { phases: ["debrief"], frozenByPause: false, apply: answerDebrief },
};

/**
 * The rules of the game: what an action makes of a state. Pure: never mutates, never throws for bad input, knows
 * the time only from `context`. A command that names an older phase is `stale`; what arrives after the deadline
 * but before the server has moved on still counts.
 */
export function applyAction(state: SessionState, action: Action, context: ActionContext): Outcome {
  if (state.phase === "closed") return refuse("session-closed");
  const rule = actionTable[action.type] as ActionRule<Action["type"]>;
  if ("phaseSequence" in action && action.phaseSequence !== state.phaseSequence) return refuse("stale");
  if (rule.phases !== "open" && !rule.phases.includes(state.phase)) return refuse("wrong-phase");
  if (rule.frozenByPause && state.pausedAtMs !== null) return refuse("paused");
  return rule.apply(state, action as never, context);
}

/** The state that the first event of a log makes: an empty lobby. */
export function createSession(created: SessionCreated, { now }: ActionContext): SessionState {
  const { type: _type, ...given } = created;
  return {
    ...given,
    createdAtMs: now,
    isLocked: false,
    areNamesHidden: false,
    isProjectorBlank: false,
    coHosts: [],
    coHostInviteHash: null,
    phase: "lobby",
    phaseSequence: 0,
    phaseStartedAtMs: now,
    deadlineAtMs: null,
    pausedAtMs: null,
    seats: [],
    waiting: [],
    teams: [],
    rounds: [],
  };
}
