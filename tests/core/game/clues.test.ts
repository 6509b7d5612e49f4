import { describe, expect, it } from "vitest";
import { answerClue } from "@/core/clues/answer-clue";
import type { Clue, ClueAnswer } from "@/core/clues/clue";
import { mostPurchases } from "@/core/clues/clue-offer";
import { cluePrice } from "@/core/clues/clue-price";
import type { ActionOf } from "@/core/game/action";
import { openSecret } from "@/core/game/open-secret";
import { creditBudget } from "@/core/game/pilot-cost";
import { currentRound } from "@/core/game/session-state";
import { viewFor } from "@/core/game/view-for";
import { findPreset } from "@/core/tasks/presets";
import {
  act,
  aSessionIn,
  commit,
  deckOf,
  type Played,
  refusalOf,
  teamsOf,
} from "@/tests/core/support/a-session";
import { seatId } from "@/tests/core/support/identifiers";
import { surroundings } from "@/tests/core/support/surroundings";

const first = seatId("s1");
const mate = seatId("s2");
const opponent = seatId("s3");
const shift: Clue = { kind: "shift", points: 4 };
const exploring = aSessionIn("exploring");

/** What the server would answer to the nth purchase of this kind. */
function answerOf(played: Played, clue: Clue, purchaseIndex = 0): ClueAnswer | null {
  const round = currentRound(played.state);
  if (round === null) throw new Error("no round");
  const { presetId, secretSeed } = openSecret(round.secret);
  const task = findPreset(presetId)?.task;
  if (task === undefined) throw new Error("no preset");
  return answerClue({ deck: deckOf(played), task, secretSeed, baselineErrors: {} }, clue, purchaseIndex);
}

const buy = (
  played: Played,
  clue: Clue = shift,
  { seat = first, answer = answerOf(played, clue) as ClueAnswer | null } = {},
): ActionOf<"clue:bought"> => ({
  type: "clue:bought",
  seatId: seat,
  phaseSequence: played.state.phaseSequence,
  clue,
  answer,
});

describe("a clue", () => {
  it("is charged to the team at its price and stands in its case file", () => {
    const played = act(exploring, buy(exploring));

    const [team, other] = teamsOf(played);
    const price = cluePrice(deckOf(played), shift);
    expect(price).toBeGreaterThanOrEqual(1);
    expect(team).toMatchObject({ creditsSpent: price, clues: [{ seatId: first, clue: shift, price }] });
    expect(team?.clues[0]?.answer).toEqual(answerOf(exploring, shift));
    expect(other).toMatchObject({ creditsSpent: 0, clues: [] });
  });

  it("is shown to the team's seats alone, while everybody sees how many were bought", () => {
    const played = act(exploring, buy(exploring));
    const ownClues = (seat: typeof first) => {
      const { own } = viewFor(played.state, { role: "player", seatId: seat }, surroundings());
      return own.role === "player" ? own.teamRound?.clues : null;
    };

    expect(ownClues(mate)).toHaveLength(1);
    expect(ownClues(opponent)).toEqual([]);
    const { shared } = viewFor(played.state, { role: "projector" }, surroundings());
    expect(shared.teams.map((team) => team.progress?.clueCount)).toEqual([1, 0]);
    expect(JSON.stringify(shared)).not.toContain('"answer"');
  });

  it("is offered with its price in the deck's order", () => {
    const { shared } = viewFor(exploring.state, { role: "projector" }, surroundings());

    expect(shared.round?.clueOffers.length).toBeGreaterThan(3);
    for (const { key, price } of shared.round?.clueOffers ?? []) {
      expect(price).toBe(cluePrice(deckOf(exploring), key));
    }
  });

  it("is refused to a team that could not pay, and the credits stay right to the last", () => {
    const rows: Clue = { kind: "negate", input: 0, points: 16 };
    const price = cluePrice(deckOf(exploring), rows);
    const affordable = Math.floor(creditBudget / price);
    let played = exploring;
    for (let count = 0; count < affordable; count += 1) {
      const clue: Clue = { kind: "negate", input: count, points: 16 };
      played = act(played, buy(played, clue, { answer: answerOf(played, clue, count) }));
    }

    expect(affordable).toBeLessThan(mostPurchases.negate);
    expect(refusalOf(played, buy(played, rows))).toBe("not-enough-credits");
    expect(teamsOf(played)[0]?.creditsSpent).toBe(affordable * price);
  });

  it("is refused where it is not sold, names no input, is sold out, or has no answer yet", () => {
    const line: Clue = { kind: "line", direction: 0 };
    const rows: Clue = { kind: "rows" };
    let twice = exploring;
    for (const index of [0, 1])
      twice = act(twice, buy(twice, rows, { answer: answerOf(twice, rows, index) }));

    expect(refusalOf(exploring, buy(exploring, line, { answer: null }))).toBe("clue-of-another-deck");
    expect(
      refusalOf(exploring, buy(exploring, { kind: "negate", input: 10, points: 4 }, { answer: null })),
    ).toBe("clue-input-invalid");
    expect(refusalOf(twice, buy(twice, rows))).toBe("clue-sold-out");
    expect(refusalOf(exploring, buy(exploring, shift, { answer: null }))).toBe("clue-not-ready");
  });

  it("is refused after the commitment, out of exploring, in a pause, and to a stranger", () => {
    const committed = act(exploring, commit(exploring, first));

    expect(refusalOf(committed, buy(committed))).toBe("already-committed");
    const briefing = aSessionIn("briefing");
    expect(refusalOf(briefing, buy(briefing))).toBe("wrong-phase");
    const paused = act(exploring, { type: "session:paused" });
    expect(refusalOf(paused, buy(paused))).toBe("paused");
    expect(refusalOf(exploring, buy(exploring, shift, { seat: seatId("nobody") }))).toBe("not-in-this-round");
    expect(refusalOf(exploring, { ...buy(exploring), phaseSequence: 1 })).toBe("stale");
  });
});
