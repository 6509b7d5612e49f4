import fc from "fast-check";
import type { Action } from "@/core/game/action";
import { applyAction } from "@/core/game/apply-action";
import type { SeatId } from "@/core/game/identifiers";
import type { Outcome } from "@/core/game/outcome";
import type { Phase } from "@/core/game/phase";
import type { LoggedAction } from "@/core/game/replay-log";
import type { SessionState } from "@/core/game/session-state";
import { aSession, type SessionOptions } from "./a-session";
import { deepFreeze } from "./deep-freeze";
import { type ActionType, actionOf, type Step } from "./random-action";

/** What a step of a random session did. */
export interface StepResult {
  readonly before: SessionState;
  readonly action: Action;
  readonly now: number;
  readonly connectedSeatIds: ReadonlySet<SeatId>;
  readonly outcome: Outcome;
}

export interface RandomSession {
  readonly state: SessionState;
  readonly log: readonly LoggedAction[];
  readonly now: number;
  readonly steps: readonly StepResult[];
}

const weights: Record<ActionType | "due", number> = {
  due: 14,
  "bot:played": 4,
  "bot:seated": 2,
  "clue:bought": 5,
  "seat:joined": 16,
  "joins:forgotten": 1,
  "seat:removed": 2,
  "seat:rejoined": 3,
  "seat:banned": 1,
  "seat:unbanned": 2,
  "join-policy:set": 2,
  "ballot-mode:set": 2,
  "people:stated": 2,
  "joins:admitted": 4,
  "joins:turned-away": 2,
  "teams:arranged": 2,
  "teams:drawn": 2,
  "seat:moved": 3,
  "teams:merged": 4,
  "team:renamed": 2,
  "team:named": 2,
  "captain:named": 2,
  "names:hidden": 1,
  "projector:blanked": 1,
  "cohost:invited": 2,
  "cohost:joined": 2,
  "cohost:removed": 1,
  "host:handed-over": 1,
  "seat:reopened": 1,
  "seat:returned": 1,
  "host:recovered": 1,
  "team:chosen": 6,
  "session:locked": 1,
  "class:resized": 2,
  "phase:advanced": 18,
  "time:passed": 3,
  "phase:hastened": 2,
  "round:redone": 2,
  "debrief:jumped": 1,
  "session:paused": 2,
  "session:resumed": 4,
  "time:added": 2,
  "session:recovered": 2,
  "session:closed": 0,
  "ballot:cast": 8,
  "pilot:started": 8,
  "pilot:reported": 5,
  "design:committed": 14,
  "proposal:withdrawn": 8,
  "team:reopened": 3,
  "replica:tallied": 18,
  "house:tallied": 2,
  "audit:named": 4,
  "audit:reported": 3,
  "round:scored": 7,
  "reveal:paged": 3,
  "figure:unlocked": 2,
  "figure:predicted": 4,
  "debrief:answered": 4,
};

const closing: Step = { kind: "session:closed", elapsedMs: 0, picks: [0, 0, 0, 0, 0, 0], isPlausible: true };

/**
 * Steps with all kinds of actions, and which seats are connected at each. A session that ends early tests little,
 * so closing is a single rare last word of the sequence.
 */
export const stepsArbitrary: fc.Arbitrary<readonly Step[]> = fc
  .tuple(
    fc.array(stepArbitrary(), { minLength: 20, maxLength: 120, size: "max" }),
    fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.constant([closing]) }),
  )
  .map(([steps, last]) => [...steps, ...last]);

export const settingsArbitrary: fc.Arbitrary<SessionOptions> = fc.record({
  rounds: fc.integer({ min: 1, max: 3 }),
  seatsPerTeam: fc.integer({ min: 1, max: 4 }),
  classSize: fc.constantFrom(2, 5, 60),
  rules: fc.record({
    teamMode: fc.constantFrom("self-chosen" as const, "balanced" as const, "by-host" as const),
    commitBy: fc.constantFrom("two-of-team" as const, "captain" as const),
    joinPolicy: fc.constantFrom("open" as const, "open" as const, "approve" as const),
  }),
  lengths: fc.constantFrom(
    { briefingSeconds: 45, exploringSeconds: 180, racingSeconds: 60 },
    { briefingSeconds: 5, exploringSeconds: 10, racingSeconds: 10 },
    { briefingSeconds: 600, exploringSeconds: 600, racingSeconds: 120 },
  ),
});

/** Plays the steps by the rules alone. States and actions are frozen, so a rule that changes its input throws. */
export function playRandomly(options: SessionOptions, steps: readonly Step[]): RandomSession {
  const start = aSession(options);
  let state = deepFreeze(start.state);
  let now = start.now;
  const log = [...start.log];
  const results: StepResult[] = [];
  for (const [serial, step] of steps.entries()) {
    now += step.elapsedMs;
    const connectedSeatIds = connectedSeats(state, step);
    const action = actionOf(state, step, { serial, now, connectedSeatIds });
    if (action === null) continue;
    deepFreeze(action);
    const outcome = applyAction(state, action, { now });
    results.push({ before: state, action, now, connectedSeatIds, outcome });
    if (!outcome.ok) continue;
    state = deepFreeze(outcome.state);
    log.push({ atMs: now, action });
  }
  return { state, log, now, steps: results };
}

function stepArbitrary(): fc.Arbitrary<Step> {
  const kinds = Object.entries(weights) as [ActionType | "due", number][];
  return fc.record({
    kind: fc.oneof(...kinds.map(([kind, weight]) => ({ weight, arbitrary: fc.constant(kind) }))),
    elapsedMs: fc.oneof(
      { weight: 4, arbitrary: fc.integer({ min: 0, max: 4000 }) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 200_000 }) },
    ),
    picks: fc.array(fc.nat(9999), { minLength: 6, maxLength: 6 }),
    isPlausible: fc.oneof(
      { weight: 6, arbitrary: fc.constant(true) },
      { weight: 1, arbitrary: fc.constant(false) },
    ),
  });
}

function connectedSeats(state: SessionState, { picks }: Step): ReadonlySet<SeatId> {
  const mask = (picks[0] ?? 0) % 3 === 0 ? (picks[5] ?? 0) : -1;
  return new Set(state.seats.filter((_, index) => mask & (1 << (index % 14))).map((seat) => seat.seatId));
}

/** How often each phase was reached and each action accepted or refused: shows that random sessions go everywhere. */
export function countReached(sessions: readonly RandomSession[]) {
  const phases = new Map<Phase, number>();
  const accepted = new Map<ActionType, number>();
  const refused = new Map<ActionType, number>();
  const add = <Key>(counts: Map<Key, number>, key: Key) => counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const { before, action, outcome } of sessions.flatMap((session) => session.steps)) {
    add(phases, outcome.ok ? outcome.state.phase : before.phase);
    add(outcome.ok ? accepted : refused, action.type);
  }
  return { phases, accepted, refused };
}

/** Checks a property of every random session; on failure fast-check shrinks the steps and prints the seed. */
export function holdsForEverySession(check: (session: RandomSession) => void) {
  fc.assert(
    fc.property(settingsArbitrary, stepsArbitrary, (options, steps) => check(playRandomly(options, steps))),
    { numRuns: 120 },
  );
}
