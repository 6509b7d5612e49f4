import { clueRefusal } from "@/core/clues/clue-offer";
import { cluePrice } from "@/core/clues/clue-price";
import type { ActionOf } from "./action";
import { currentDeck } from "./current-deck";
import { type ActionContext, accept, type Outcome, refuse } from "./outcome";
import { creditBudget } from "./pilot-cost";
import { activeSeats, type BoughtClue, type SessionState } from "./session-state";
import { findTeamRound, updateTeamRound } from "./update-round";

/**
 * Writes a paid answer into the team's case file. The server brings the answer; it is null where there is none yet,
 * which is told only after every other reason to refuse.
 */
export function buyClue(
  state: SessionState,
  action: ActionOf<"clue:bought">,
  { now }: ActionContext,
): Outcome {
  const seat = activeSeats(state).find((candidate) => candidate.seatId === action.seatId);
  const team = findTeamRound(state, seat?.teamId ?? null);
  const deck = currentDeck(state);
  if (team === null || deck === null) return refuse("not-in-this-round");
  if (team.commitment !== null) return refuse("already-committed");
  const { seatId, clue, answer } = action;
  const refusal = clueRefusal(
    deck,
    clue,
    team.clues.map((bought) => bought.clue),
  );
  if (refusal !== null) return refuse(refusal);
  const price = cluePrice(deck, clue);
  if (team.creditsSpent + price > creditBudget) return refuse("not-enough-credits");
  if (answer === null) return refuse("clue-not-ready");
  const bought: BoughtClue = { seatId, clue, answer, price, atMs: now };
  return accept(
    updateTeamRound(state, team.teamId, (other) => ({
      ...other,
      creditsSpent: other.creditsSpent + price,
      clues: [...other.clues, bought],
    })),
  );
}
