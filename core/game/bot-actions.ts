import type { ActionOf } from "./action";
import { buyClue } from "./clue-actions";
import { commitDesign } from "./commit-actions";
import { type ActionContext, accept, type Outcome, refuse } from "./outcome";
import { castBallot, startPilot } from "./round-actions";
import { activeSeats, type SessionState } from "./session-state";

/** A bot's whole exploring, by the rules that hold for every team; refused as a whole where one of them refuses. */
export function playBot(
  state: SessionState,
  action: ActionOf<"bot:played">,
  context: ActionContext,
): Outcome {
  const { seatId, phaseSequence, clues, pilots, ballot, design } = action;
  if (!activeSeats(state).some((seat) => seat.seatId === seatId && seat.bot !== null)) {
    return refuse("no-such-seat");
  }
  const place = { seatId, phaseSequence };
  const deeds: ((now: SessionState) => Outcome)[] = [
    ...clues.map(
      (bought) => (now: SessionState) => buyClue(now, { type: "clue:bought", ...place, ...bought }, context),
    ),
    ...pilots.map(
      (pilot) => (now: SessionState) =>
        startPilot(now, { type: "pilot:started", ...place, ...pilot, sweep: null }, context),
    ),
    (now) => castBallot(now, { type: "ballot:cast", ...place, ballot }),
    (now) =>
      commitDesign(now, { type: "design:committed", ...place, design, presentSeatIds: [seatId] }, context),
  ];
  let played = state;
  for (const deed of deeds) {
    const outcome = deed(played);
    if (!outcome.ok) return outcome;
    played = outcome.state;
  }
  return accept(played);
}
