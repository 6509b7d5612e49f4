import type { Design } from "@/core/training/design";
import { isOnGrid } from "@/core/training/design-grid";
import type { ActionOf } from "./action";
import { commitStepOf } from "./commit-step";
import { currentDeck } from "./current-deck";
import { type ActionContext, accept, type Outcome, refuse } from "./outcome";
import { activeSeats, type SessionState, type TeamRound } from "./session-state";
import { findTeamRound, updateTeamRound } from "./update-round";

/** Commits, or proposes where a teammate has to confirm. A teammate who sends another design proposes that one. */
export function commitDesign(
  state: SessionState,
  action: ActionOf<"design:committed">,
  { now }: ActionContext,
): Outcome {
  const { design, seatId, person = 0 } = action;
  const team = teamRoundOf(state, seatId);
  if (team === null) return refuse("not-in-this-round");
  const deck = currentDeck(state);
  const step = commitStepOf(state, team, seatId, (other) => action.presentSeatIds.includes(other));
  if (step === "done") return refuse("already-committed");
  if (step === "captain-only") return refuse("not-captain");
  if (deck === null || !isOnGrid(design, deck.designGrid)) return refuse("not-on-grid");
  if (person >= peopleAtDeviceOf(state, seatId)) return refuse("malformed");
  const { proposal } = team;
  const isProposed = proposal !== null && isSameDesign(proposal.design, design);
  const isOwnProposal = proposal?.seatId === seatId && proposal.person === person;
  if (isProposed && isOwnProposal && step !== "commit") return refuse("awaits-teammate");
  const chosen = { design, seatId, atMs: now };
  const isFinal = step === "commit" || isProposed;
  return accept(
    updateTeamRound(state, team.teamId, (other) =>
      isFinal
        ? { ...other, commitment: chosen, proposal: null }
        : { ...other, proposal: { ...chosen, person } },
    ),
  );
}

export function withdrawProposal(state: SessionState, action: ActionOf<"proposal:withdrawn">): Outcome {
  const team = teamRoundOf(state, action.seatId);
  if (team === null) return refuse("not-in-this-round");
  if (team.proposal === null) return refuse("no-proposal");
  return accept(updateTeamRound(state, team.teamId, (other) => ({ ...other, proposal: null })));
}

/** The team has its design back; what was trained with the old one in this attempt does not count. */
export function reopenTeam(state: SessionState, action: ActionOf<"team:reopened">): Outcome {
  const team = findTeamRound(state, action.teamId);
  if (team === null) return refuse("not-in-this-round");
  if (team.commitment === null) return refuse("nothing-committed");
  return accept(
    updateTeamRound(state, team.teamId, (other) => ({
      ...other,
      proposal: null,
      commitment: null,
      replicas: [],
      auditedReplica: null,
      audits: [],
      reopenCount: other.reopenCount + 1,
    })),
  );
}

/** True when two designs are the same point of the grid. */
export function isSameDesign(left: Design, right: Design): boolean {
  return left.depth === right.depth && left.width === right.width && left.learningRate === right.learningRate;
}

function peopleAtDeviceOf(state: SessionState, seatId: string): number {
  return state.seats.find((seat) => seat.seatId === seatId)?.peopleAtDevice ?? 1;
}

function teamRoundOf(state: SessionState, seatId: string): TeamRound | null {
  const seat = activeSeats(state).find((candidate) => candidate.seatId === seatId);
  return seat === undefined ? null : findTeamRound(state, seat.teamId);
}
