import { answerClue } from "@/core/clues/answer-clue";
import type { Clue, ClueAnswer } from "@/core/clues/clue";
import { type Action, type ActionOf, ActionSchema } from "@/core/game/action";
import type { AuditCheck } from "@/core/game/audit-check";
import { currentDeck } from "@/core/game/current-deck";
import { dueAction } from "@/core/game/due-action";
import type { SeatId } from "@/core/game/identifiers";
import { revealPages } from "@/core/game/reveal-pages";
import { currentRound, type Pilot, type SessionState } from "@/core/game/session-state";
import { mostPilotRuns, pilotRuns } from "@/core/game/sweep";
import type { Sweep } from "@/core/game/sweep-schema";
import { uniformBallot } from "@/core/game/uniform-ballot";
import { decks } from "@/core/tasks/decks";
import { presetsOfDeck } from "@/core/tasks/presets";
import { defaultDesign } from "@/core/training/design-grid";
import { deckId, pilotId, presetId, seed } from "./identifiers";
import { classMakers } from "./random-class-action";
import { anySeat, anyTeam, type Draw, drawFrom } from "./random-draw";

export type ActionType = Action["type"];

/** One step of a random session: what is tried, how long after the step before, and with which choices. */
export interface Step {
  readonly kind: ActionType | "due";
  readonly elapsedMs: number;
  /** Choices of the action's parts; each is taken modulo the number of possibilities. */
  readonly picks: readonly number[];
  /** False: the parts may name what does not exist, an older phase, or values off the grid. */
  readonly isPlausible: boolean;
}

interface Around {
  readonly serial: number;
  readonly now: number;
  readonly connectedSeatIds: ReadonlySet<SeatId>;
}

/** The action that a step tries in a state; null when the server has nothing to do by itself. */
export function actionOf(state: SessionState, step: Step, around: Around): Action | null {
  if (step.kind === "due") return dueAction(state, around);
  const make = makers[step.kind] as (draw: Draw, state: SessionState) => Action;
  const action = make(drawFrom(step, around.serial), state);
  return ActionSchema.parse(action);
}

function anyCheck(draw: Draw): AuditCheck {
  const replicaIndex = draw.below(5);
  if (draw.below(2) === 0) {
    const verdict = draw.oneOf(["agree", "differ"] as const, "missing");
    return { kind: "weights", replicaIndex, verdict };
  }
  return {
    kind: "retraining",
    replicaIndices: [replicaIndex],
    claimedError: draw.below(5001) / 10_000,
    retrainedError: draw.below(5001) / 10_000,
    standardError: draw.below(500) / 10_000,
    verdict: draw.oneOf(["verified"] as const, "unverified"),
  };
}

const sequence = (draw: Draw, state: SessionState) =>
  draw.isPlausible ? state.phaseSequence : state.phaseSequence - 1 + draw.below(3);

const attemptOf = (draw: Draw, state: SessionState) => {
  const round = currentRound(state);
  const late = draw.isPlausible ? 0 : draw.below(2);
  return { roundIndex: round?.roundIndex ?? 0, attempt: (round?.attempt ?? 0) - late };
};

function designOf(draw: Draw, state: SessionState) {
  const grid = (currentDeck(state) ?? decks[0])?.designGrid;
  if (grid === undefined) throw new Error("the game has a deck");
  const untouched = defaultDesign(grid);
  return {
    depth: draw.oneOf(grid.depths, 4),
    width: draw.oneOf(grid.widths, 4096),
    learningRate: draw.oneOf(grid.learningRates, untouched.learningRate),
  };
}

function dealOf(draw: Draw) {
  const deck = draw.oneOf(decks, undefined);
  const presets = deck === undefined ? [] : presetsOfDeck(deck.deckId);
  const preset = draw.oneOf(presets, undefined)?.presetId ?? presetId("no-such-preset");
  return {
    deckId: deck?.deckId ?? deckId("no-such-deck"),
    publicSeed: seed("aaaa", draw.serial),
    raceSeed: seed("bbbb", draw.serial),
    secret: { presetId: preset, secretSeed: seed("cccc", draw.serial) },
  };
}

/** A design that a team has proposed, so that a teammate may confirm it. */
function proposedDesign(draw: Draw, state: SessionState) {
  const proposed = currentRound(state)?.teams.flatMap((team) => team.proposal?.design ?? []) ?? [];
  return draw.oneOf(proposed, designOf(draw, state));
}

function commitmentOf(draw: Draw, state: SessionState) {
  const teamId = anyTeam(draw, state);
  const team = currentRound(state)?.teams.find((other) => other.teamId === teamId);
  const stale = draw.isPlausible ? 0 : draw.below(2);
  return { teamId, reopenCount: (team?.reopenCount ?? 0) - stale };
}

function draftsOf(draw: Draw, state: SessionState) {
  return draw.below(3) === 0 ? [] : [{ teamId: anyTeam(draw, state), design: designOf(draw, state) }];
}

function ballotOf(draw: Draw, state: SessionState) {
  const deck = currentDeck(state) ?? decks[0];
  const hypotheses = deck?.hypotheses ?? [];
  const sure = draw.below(hypotheses.length);
  const kind = draw.isPlausible ? draw.below(2) : draw.below(4);
  if (kind === 0) return uniformBallot(hypotheses);
  const total = kind === 3 ? 99 : 100;
  const ballot = hypotheses.map((hypothesis, index) => ({ hypothesis, percent: index === sure ? total : 0 }));
  return kind === 2 ? ballot.slice(1) : ballot;
}

/** A clue, of this deck or another, and mostly its answer: that of some 3-local rule. */
function clueOf(draw: Draw): { clue: Clue; answer: ClueAnswer | null } {
  const clues: Clue[] = [
    { kind: "shift", points: 4 },
    { kind: "negate", input: draw.below(12), points: 8 },
    { kind: "rows" },
    { kind: "resample", share: "tenth" },
  ];
  const clue = draw.oneOf(clues, { kind: "rows" });
  const source = {
    deck: { inputDimension: 12 },
    task: { family: "k-local", k: 3 },
    secretSeed: seed("eeee", draw.serial),
    baselineErrors: {},
  } as const;
  return { clue, answer: draw.below(4) === 0 ? null : answerClue(source, clue, 0) };
}

function sweepOf(draw: Draw, state: SessionState): Sweep | null {
  const kind = draw.below(4);
  if (kind === 0) return null;
  if (kind === 1) return { kind: "seeds", count: 2 + draw.below(15) };
  const { depths, learningRates: grid } = currentDeck(state)?.designGrid ?? {
    depths: [1, 2],
    learningRates: [0.1, 1],
  };
  if (kind === 2) return { kind: "duel", knob: "depth", value: draw.oneOf(depths, 4) };
  const learningRates = grid.slice(0, 2 + draw.below(grid.length - 1));
  const wrong = draw.below(2) === 0 ? 0.2 : (learningRates[0] ?? 0.2);
  return {
    kind: "learning-rates",
    learningRates: draw.isPlausible ? learningRates : [...learningRates, wrong],
  };
}

function runResults(draw: Draw, pilot: Pilot | undefined) {
  const runCount = pilot === undefined ? 3 : pilotRuns(pilot).length;
  const length = draw.isPlausible ? runCount : 1 + draw.below(mostPilotRuns);
  return Array.from({ length }, (_, place) => ({
    runIndex: draw.isPlausible ? place : draw.below(mostPilotRuns),
    step: 100 * draw.below(5),
    trainingError: draw.below(100) / 100,
    validationError: draw.below(100) / 100,
    diverged: draw.below(7) === 0,
  }));
}

/** How each action is made up; a new action has no line here and does not compile. */
const makers: { readonly [Type in ActionType]: (draw: Draw, state: SessionState) => ActionOf<Type> } = {
  ...classMakers,
  "phase:advanced": (draw, state) => ({
    type: "phase:advanced",
    phaseSequence: sequence(draw, state),
    deal: !draw.isPlausible && draw.below(2) === 0 ? null : dealOf(draw),
    drafts: draftsOf(draw, state),
  }),
  "time:passed": (draw, state) => ({
    type: "time:passed",
    phaseSequence: sequence(draw, state),
    drafts: draftsOf(draw, state),
  }),
  "phase:hastened": (draw, state) => ({ type: "phase:hastened", phaseSequence: sequence(draw, state) }),
  "round:redone": (draw, state) => ({
    type: "round:redone",
    phaseSequence: sequence(draw, state),
    deal: dealOf(draw),
  }),
  "debrief:jumped": (draw, state) => ({ type: "debrief:jumped", phaseSequence: sequence(draw, state) }),
  "session:paused": () => ({ type: "session:paused" }),
  "session:resumed": () => ({ type: "session:resumed" }),
  "time:added": (draw, state) => ({
    type: "time:added",
    phaseSequence: sequence(draw, state),
    seconds: 1 + draw.below(60),
  }),
  "session:recovered": (draw) => ({ type: "session:recovered", downtimeMs: draw.below(9000) }),
  "session:closed": () => ({ type: "session:closed" }),
  "ballot:cast": (draw, state) => ({
    type: "ballot:cast",
    seatId: anySeat(draw, state),
    phaseSequence: sequence(draw, state),
    ballot: ballotOf(draw, state),
  }),
  "bot:played": (draw, state) => {
    const bots = state.seats.filter((seat) => seat.bot !== null).map((seat) => seat.seatId);
    const { clue, answer } = clueOf(draw);
    return {
      type: "bot:played",
      seatId: draw.oneOf(bots, anySeat(draw, state)),
      phaseSequence: sequence(draw, state),
      clues: answer === null ? [] : [{ clue, answer }],
      pilots: [
        {
          pilotId: pilotId(`b${draw.serial}`),
          design: designOf(draw, state),
          runSeed: seed("dddd", draw.serial),
        },
      ],
      ballot: ballotOf(draw, state),
      design: designOf(draw, state),
    };
  },
  "clue:bought": (draw, state) => ({
    type: "clue:bought",
    seatId: anySeat(draw, state),
    phaseSequence: sequence(draw, state),
    ...clueOf(draw),
  }),
  "pilot:started": (draw, state) => ({
    type: "pilot:started",
    seatId: anySeat(draw, state),
    phaseSequence: sequence(draw, state),
    pilotId: pilotId(`p${draw.serial}`),
    design: designOf(draw, state),
    sweep: sweepOf(draw, state),
    runSeed: seed("dddd", draw.serial),
  }),
  "pilot:reported": (draw, state) => {
    const pilots = currentRound(state)?.teams.flatMap((team) => team.pilots) ?? [];
    const pilot = draw.oneOf(pilots, undefined);
    return {
      type: "pilot:reported",
      seatId: pilot?.seatId ?? anySeat(draw, state),
      pilotId: pilot?.pilotId ?? pilotId("p-none"),
      result: runResults(draw, pilot),
    };
  },
  "design:committed": (draw, state) => ({
    type: "design:committed",
    seatId: anySeat(draw, state),
    phaseSequence: sequence(draw, state),
    design: draw.below(2) === 0 ? proposedDesign(draw, state) : designOf(draw, state),
    person: draw.isPlausible ? 0 : draw.below(3),
    presentSeatIds: draw.below(3) === 0 ? [] : state.seats.slice(0, 4).map((seat) => seat.seatId),
  }),
  "proposal:withdrawn": (draw, state) => ({
    type: "proposal:withdrawn",
    seatId: draw.oneOf(
      currentRound(state)?.teams.flatMap((team) => team.proposal?.seatId ?? []) ?? [],
      anySeat(draw, state),
    ),
    phaseSequence: sequence(draw, state),
  }),
  "team:reopened": (draw, state) => ({
    type: "team:reopened",
    teamId: anyTeam(draw, state),
    phaseSequence: sequence(draw, state),
  }),
  "replica:tallied": (draw, state) => ({
    type: "replica:tallied",
    ...attemptOf(draw, state),
    ...commitmentOf(draw, state),
    replicaIndex: draw.below(5),
    seatId: draw.below(4) === 0 ? null : anySeat(draw, state),
    outcome: draw.below(5) === 0 ? "diverged" : "trained",
    step: draw.below(2000),
    trainingError: draw.below(3) === 0 ? null : draw.below(100) / 100,
    testError: draw.below(10_001) / 10_000,
  }),
  "house:tallied": (draw, state) => ({
    type: "house:tallied",
    ...attemptOf(draw, state),
    testErrors: Array.from({ length: 5 }, () => (draw.below(9) === 0 ? null : draw.below(5000) / 10_000)),
  }),
  "audit:named": (draw, state) => ({
    type: "audit:named",
    ...attemptOf(draw, state),
    ...commitmentOf(draw, state),
    replicaIndex: draw.below(5),
  }),
  "audit:reported": (draw, state) => ({
    type: "audit:reported",
    ...attemptOf(draw, state),
    ...commitmentOf(draw, state),
    check: anyCheck(draw),
  }),
  "round:scored": (draw, state) => ({ type: "round:scored", phaseSequence: sequence(draw, state) }),
  "reveal:paged": (draw, state) => ({
    type: "reveal:paged",
    phaseSequence: sequence(draw, state),
    page: draw.below(revealPages.length + 1),
  }),
  "figure:unlocked": (draw, state) => ({ type: "figure:unlocked", phaseSequence: sequence(draw, state) }),
  "figure:predicted": (draw, state) => ({
    type: "figure:predicted",
    phaseSequence: sequence(draw, state),
    prediction: {
      seatId: anySeat(draw, state),
      errors: Array.from({ length: draw.isPlausible ? 5 : 1 + draw.below(6) }, () => draw.below(51) / 100),
    },
  }),
  "debrief:answered": (draw, state) => ({
    type: "debrief:answered",
    phaseSequence: sequence(draw, state),
    answer: {
      seatId: anySeat(draw, state),
      observation: draw.oneOf(["deeper-better", "shallower-better", "no-difference"], "unclear"),
      evidence: draw.below(2) === 0 ? "" : "the deep networks were all at chance",
    },
  }),
};
