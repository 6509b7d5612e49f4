import { describe, expect, it } from "vitest";
import type { Action } from "@/core/game/action";
import type { Phase } from "@/core/game/phase";
import { PhaseSchema } from "@/core/game/phase-schema";
import { revealPages } from "@/core/game/reveal-pages";
import { currentRound } from "@/core/game/session-state";
import { act, aSessionIn, refusalOf } from "@/tests/core/support/a-session";
import { seatId } from "@/tests/core/support/identifiers";

const first = seatId("s1");
const mate = seatId("s2");
const openPhases = PhaseSchema.options.filter((phase) => phase !== "closed");
const phasesWithout = (...phases: Phase[]) => openPhases.filter((phase) => !phases.includes(phase));

describe("the reveal", () => {
  const reveal = aSessionIn("reveal");
  const { phaseSequence } = reveal.state;
  const predict = (errors: readonly number[], seat = first): Action => ({
    type: "figure:predicted",
    phaseSequence,
    prediction: { seatId: seat, errors: [...errors] },
  });

  it("turns to the pages that there are, forth and back", () => {
    const last = revealPages.length - 1;
    const turned = act(reveal, { type: "reveal:paged", phaseSequence, page: last });

    expect(currentRound(turned.state)?.revealPage).toBe(last);
    expect(refusalOf(turned, { type: "reveal:paged", phaseSequence, page: 0 })).toBeNull();
    expect(refusalOf(turned, { type: "reveal:paged", phaseSequence, page: last + 1 })).toBe("no-such-page");
  });

  it("takes one prediction per seat with one error per depth", () => {
    const predicted = act(reveal, predict([0.1, 0.2, 0.3, 0.4, 0.5]));

    expect(currentRound(predicted.state)?.figurePredictions).toHaveLength(1);
    expect(refusalOf(predicted, predict([0.5, 0.4, 0.3, 0.2, 0.1]))).toBe("already-predicted");
    expect(refusalOf(reveal, predict([0.1, 0.2]))).toBe("prediction-invalid");
    expect(refusalOf(reveal, predict([0.1, 0.2, 0.3, 0.4, 0.5], seatId("s99")))).toBe("no-such-seat");
  });

  it.each(phasesWithout("reveal"))("takes no prediction in %s", (phase) => {
    const played = aSessionIn(phase);
    const action = {
      ...predict([0.1, 0.2, 0.3, 0.4, 0.5]),
      phaseSequence: played.state.phaseSequence,
    } as Action;
    expect(refusalOf(played, action)).toBe("wrong-phase");
  });

  it("opens with points only once the server says so, and only from scoring", () => {
    expect(refusalOf(reveal, { type: "round:scored", phaseSequence })).toBe("wrong-phase");
    expect(currentRound(reveal.state)?.scores?.teams).toHaveLength(2);
  });
});

describe("the debrief", () => {
  const debrief = aSessionIn("debrief");
  const { phaseSequence } = debrief.state;
  const answer = (
    seat: typeof first,
    observation: "deeper-better" | "unclear",
    evidence: string,
  ): Action => ({
    type: "debrief:answered",
    phaseSequence,
    answer: { seatId: seat, observation, evidence },
  });

  it("keeps the last answer of every seat", () => {
    const answered = [
      answer(first, "unclear", ""),
      answer(mate, "unclear", "b"),
      answer(first, "deeper-better", "a"),
    ];
    const played = answered.reduce((before, action) => act(before, action), debrief);

    expect(currentRound(played.state)?.debriefAnswers).toEqual([
      { seatId: mate, observation: "unclear", evidence: "b" },
      { seatId: first, observation: "deeper-better", evidence: "a" },
    ]);
    expect(refusalOf(debrief, answer(seatId("s99"), "unclear", ""))).toBe("no-such-seat");
  });

  it("shows nobody's evidence with marks that turn the direction of the screen", () => {
    const played = act(debrief, answer(first, "unclear", " seen\u202e\n\u0000 it "));

    expect(currentRound(played.state)?.debriefAnswers[0]?.evidence).toBe("seen it");
  });

  it.each(phasesWithout("debrief"))("takes no answer in %s", (phase) => {
    const played = aSessionIn(phase);
    const action = { ...answer(first, "unclear", ""), phaseSequence: played.state.phaseSequence } as Action;
    expect(refusalOf(played, action)).toBe("wrong-phase");
  });
});
