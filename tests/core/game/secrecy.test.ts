import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dueAction } from "@/core/game/due-action";
import { openSecret } from "@/core/game/open-secret";
import { phaseRule } from "@/core/game/phase";
import { PhaseSchema } from "@/core/game/phase-schema";
import { currentRound, type SessionState } from "@/core/game/session-state";
import { OwnViewSchema, SharedViewSchema, type Viewer } from "@/core/game/view";
import { viewFor } from "@/core/game/view-for";
import { presetsOfDeck } from "@/core/tasks/presets";
import { dealRule } from "@/core/tasks/task-registry";
import { act, aDeal, aSessionIn, leavePhase, type Played } from "@/tests/core/support/a-session";
import { deckId, seatId, seed } from "@/tests/core/support/identifiers";
import { playRandomly, settingsArbitrary, stepsArbitrary } from "@/tests/core/support/random-session";
import {
  designs,
  drafts,
  lastOf,
  playSecretRound,
  type Secrets,
  someSecrets,
  surroundingsOf,
  viewersOf,
} from "@/tests/core/support/secret-round";
import { preRevealShared } from "@/tests/core/support/walk-schema";

const hiddenPhases = PhaseSchema.options.filter((phase) => phaseRule(phase).taskHidden && phase !== "lobby");
const preRevealSharedSchema = preRevealShared(SharedViewSchema);

function seenBy(viewer: Viewer, state: SessionState): string {
  return JSON.stringify(viewFor(state, viewer, surroundingsOf(state)));
}

/** Everything in a state that no viewer may read before the reveal, as it would look in JSON. */
function secretTexts(state: SessionState, secrets: Secrets): string[] {
  const round = currentRound(state);
  const preset = presetsOfDeck(deckId("warm-up")).find((other) => other.presetId === secrets.presetId);
  if (round === null || preset === undefined) throw new Error("a round must have begun");
  const rule = dealRule(preset.task, openSecret(round.secret).secretSeed, 10);
  const places = rule.family === "k-local" ? rule.indices : rule.family === "k-global" ? rule.offsets : [];
  return [
    secrets.secretSeed,
    secrets.presetId,
    JSON.stringify(places),
    ...["indices", "offsets", "family", "houseDesign", "presetId", "secret", "testError", "houseErrors"].map(
      (key) => `"${key}"`,
    ),
    ...[...secrets.errorCounts, secrets.houseErrorCount].flatMap((count) => [
      `${count}`,
      `${count / 10_000}`,
    ]),
    ...state.seats.flatMap((seat) => [seat.tokenHash, seat.seatCodeHash]),
    state.hostTokenHash,
    state.hostRecoveryHash,
  ];
}

/** What one team alone may read before the reveal. */
function teamTexts(index: number): string[] {
  return [
    JSON.stringify(designs[index]),
    JSON.stringify(drafts[index]),
    index === 0 ? '"percent":61' : '"percent":38',
    index === 0 ? "0.28125" : "0.296875",
    `"pilot-${index}"`,
    seed("dddd", index),
  ];
}

describe.each(hiddenPhases)("a view in %s", (phase) => {
  const state = lastOf(playSecretRound(someSecrets, phase));
  const viewers = viewersOf(state);

  it("is taken in that phase, of a host, a projector and two players", () => {
    expect(state.phase).toBe(phase);
    expect(viewers.map((viewer) => viewer.role)).toEqual(["host", "projector", "player", "player"]);
  });

  it.each(viewers)("holds nothing but what the strict schemas name, for %j", (viewer) => {
    const { shared, own } = viewFor(state, viewer, surroundingsOf(state));

    expect(preRevealSharedSchema.parse(shared)).toEqual(shared);
    expect(OwnViewSchema.parse(own)).toEqual(own);
    if (own.role === "player") expect(own).toMatchObject({ figure: null, score: null });
  });

  it.each(viewers)("holds no secret of the round and no token, for %j", (viewer) => {
    const seen = seenBy(viewer, state);

    for (const secret of secretTexts(state, someSecrets)) expect(seen).not.toContain(secret);
  });

  it("holds a team's ballot, designs and pilots for its own seats alone", () => {
    for (const viewer of viewers) {
      const seen = seenBy(viewer, state);
      for (const index of [0, 1]) {
        const isOwn = viewer.role === "player" && viewer.seatId === `s${index + 1}`;
        const ballotText = index === 0 ? '"percent":61' : '"percent":38';
        expect(seen.includes(ballotText)).toBe(isOwn);
        if (!isOwn) for (const text of teamTexts(index)) expect(seen).not.toContain(text);
        if (isOwn && phase !== "briefing") for (const text of teamTexts(index)) expect(seen).toContain(text);
      }
    }
  });

  it("gives the race's seed to everybody from the race on and to nobody before", () => {
    const raceSeed = currentRound(state)?.raceSeed;
    const raceHasBegun = phase === "racing" || phase === "scoring";
    expect(raceSeed).toMatch(/^bbbb/);
    for (const viewer of viewers) expect(seenBy(viewer, state).includes(`${raceSeed}`)).toBe(raceHasBegun);
  });

  it("is the same to the byte when only the secrets differ", () => {
    const secretsArbitrary = fc.record({
      presetId: fc.constantFrom(
        ...presetsOfDeck(deckId("warm-up")).map((preset) => preset.presetId as string),
      ),
      secretSeed: fc.stringMatching(/^[0-9a-f]{32}$/),
      errorCounts: fc.array(fc.nat(10_000), { minLength: 10, maxLength: 10 }),
      houseErrorCount: fc.nat(10_000),
    });
    const expected = playSecretRound(someSecrets, phase);

    fc.assert(
      fc.property(secretsArbitrary, (secrets) => {
        const others = playSecretRound(secrets, phase);
        expect(others).toHaveLength(expected.length);
        for (const [index, other] of others.entries()) {
          const played = expected[index] as Played;
          for (const viewer of viewers)
            expect(seenBy(viewer, other.state)).toBe(seenBy(viewer, played.state));
          const connectedSeatIds = new Set(other.state.seats.map((seat) => seat.seatId));
          const around = { now: other.now, connectedSeatIds };
          expect(dueAction(other.state, around)).toEqual(dueAction(played.state, around));
        }
      }),
      { numRuns: 15 },
    );
  });
});

describe("a view in the reveal", () => {
  it("tells the rule and the points, so that the searches above would find them", () => {
    const state = lastOf(playSecretRound(someSecrets));

    const { shared } = viewFor(state, { role: "projector" }, surroundingsOf(state));

    expect(state.phase).toBe("reveal");
    expect(shared.reveal?.rule).toMatchObject({ family: "k-global" });
    expect(shared.reveal?.hypothesis).toBe("3-global");
    expect(shared.reveal?.scores).toHaveLength(2);
    expect(JSON.stringify(shared)).toContain(JSON.stringify(shared.reveal?.rule));
  });

  it("still holds no seed of the rule, no preset and no token", () => {
    const state = lastOf(playSecretRound(someSecrets));
    const { secretSeed } = openSecret(currentRound(state)?.secret as Parameters<typeof openSecret>[0]) as {
      secretSeed: string;
    };
    for (const viewer of viewersOf(state)) {
      const seen = seenBy(viewer, state);
      const texts = [secretSeed, someSecrets.presetId, state.hostTokenHash, state.hostRecoveryHash];
      for (const text of [...texts, ...state.seats.map((seat) => seat.tokenHash)])
        expect(seen).not.toContain(text);
    }
  });

  it("shows a player's own errors to that player and the locked figure to nobody", () => {
    const state = lastOf(playSecretRound(someSecrets));
    for (const viewer of viewersOf(state)) {
      const { shared, own } = viewFor(state, viewer, surroundingsOf(state));
      expect(shared.figure).toBeNull();
      if (own.role !== "player") continue;
      expect(own.figure).toBeNull();
      const index = own.seatId === "s1" ? 0 : 1;
      expect(own.score?.errors).toEqual(
        someSecrets.errorCounts.slice(5 * index, 5 * index + 5).map((count) => count / 10_000),
      );
    }
  });

  it("opens the figure to a player who has predicted, and to all when the host unlocks it", () => {
    let played = playSecretRound(someSecrets).at(-1) as Played;
    const { phaseSequence } = played.state;
    const prediction = { seatId: seatId("s1"), errors: [0.1, 0.2, 0.3, 0.4, 0.5] };
    const figureOf = (viewer: Viewer) => {
      const { shared, own } = viewFor(played.state, viewer, surroundingsOf(played.state));
      return shared.figure ?? (own.role === "player" ? own.figure : null);
    };

    played = act(played, { type: "figure:predicted", phaseSequence, prediction });
    expect(figureOf({ role: "player", seatId: seatId("s1") })?.runs).toHaveLength(4);
    expect(figureOf({ role: "player", seatId: seatId("s2") })).toBeNull();
    expect(figureOf({ role: "projector" })).toBeNull();

    played = act(played, { type: "figure:unlocked", phaseSequence });
    for (const viewer of viewersOf(played.state)) expect(figureOf(viewer)?.runs).toHaveLength(4);
  });
});

describe("a second round", () => {
  it("hides its task again and keeps the points of the first", () => {
    const second = aSessionIn("racing", { rounds: 2, teams: 2, seatsPerTeam: 1 });
    const { secretSeed } = openSecret(currentRound(second.state)?.secret as never) as { secretSeed: string };

    for (const viewer of viewersOf(second.state)) {
      const { shared, own } = viewFor(second.state, viewer, surroundingsOf(second.state));
      expect(preRevealSharedSchema.safeParse(shared).success).toBe(true);
      expect(shared.totals).toHaveLength(2);
      expect(JSON.stringify({ shared, own })).not.toContain(secretSeed);
      if (own.role === "player") expect(own).toMatchObject({ figurePrediction: null, debriefAnswer: null });
    }
  });

  it("hides a redone round's new task", () => {
    const revealed = aSessionIn("reveal");
    const { phaseSequence } = revealed.state;

    const redone = act(revealed, { type: "round:redone", phaseSequence, deal: aDeal(99) });

    for (const viewer of viewersOf(redone.state)) {
      const { shared } = viewFor(redone.state, viewer, surroundingsOf(redone.state));
      expect(preRevealSharedSchema.safeParse(shared).success).toBe(true);
      expect(shared.totals).toEqual([]);
    }
  });
});

describe("random sessions", () => {
  it("never show a secret in any view of a hidden phase", () => {
    fc.assert(
      fc.property(settingsArbitrary, stepsArbitrary, (options, steps) => {
        for (const { before } of playRandomly(options, steps).steps.filter((_, index) => index % 7 === 0)) {
          for (const viewer of viewersOf(before).slice(0, 4)) {
            const view = viewFor(before, viewer, surroundingsOf(before));
            const schema = phaseRule(before.phase).taskHidden ? preRevealSharedSchema : SharedViewSchema;
            expect(schema.safeParse(view.shared).success, before.phase).toBe(true);
            expect(OwnViewSchema.safeParse(view.own).success).toBe(true);
            const seen = JSON.stringify(view);
            for (const round of before.rounds) {
              const { secretSeed, presetId: preset } = openSecret(round.secret);
              expect(seen).not.toContain(secretSeed);
              expect(seen).not.toContain(`"${preset}"`);
            }
            for (const { tokenHash, seatCodeHash } of before.seats) {
              expect(seen).not.toContain(tokenHash);
              expect(seen).not.toContain(seatCodeHash);
            }
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("leaving a round before it is scored", () => {
  it("reveals the rule and no test error", () => {
    const history = playSecretRound(someSecrets, "racing");
    const racing = history.at(-1) as Played;
    const debrief = act(racing, { type: "debrief:jumped", phaseSequence: racing.state.phaseSequence });

    const { shared } = viewFor(debrief.state, { role: "projector" }, surroundingsOf(debrief.state));

    expect(shared.reveal?.rule).toBeDefined();
    expect(shared.reveal?.scores).toBeNull();
    for (const count of someSecrets.errorCounts)
      expect(JSON.stringify(shared)).not.toContain(`${count / 10_000}`);
    expect(leavePhase(debrief).state.phase).toBe("podium");
  });
});
