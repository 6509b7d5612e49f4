import { isSameDesign } from "@/core/bank/bank-protocol";
import { answerClue } from "@/core/clues/answer-clue";
import type { Clue, ClueAnswer } from "@/core/clues/clue";
import type { ClueKey } from "@/core/clues/clue-key";
import { clueKeyOf, purchaseIndexOf } from "@/core/clues/clue-offer";
import { clueOutcome } from "@/core/clues/clue-outcome";
import { creditBudget, pilotCost } from "@/core/game/pilot-cost";
import { raceReplicaCount } from "@/core/game/race";
import { mean } from "@/core/numerics/statistics";
import { type Seed, SeedSchema } from "@/core/random/seed";
import { accuracyPoints, beliefPoints, thriftPoints } from "@/core/scoring/score-teams";
import type { TaskSpec } from "@/core/tasks/task-spec";
import type { SoldClue } from "./bayes-bot";
import type { BotStrategy } from "./bot";
import type { DeckTable } from "./deck-table";
import type { PilotTable } from "./pilot-table";

/** Everything that simulated rounds of one deck are drawn from. */
export interface SimulatedDeck {
  readonly table: DeckTable;
  readonly pilots: PilotTable;
  readonly clues: readonly SoldClue[];
}

/** One dealt round: which preset, and which trials of the bank stand for the five race replicas. */
export interface DealtRound {
  readonly presetIndex: number;
  /** In [0, 1): the place among a cell's trials, so that one design races alike for everybody. */
  readonly draws: readonly number[];
  /** The hidden rule that clues are answered from. */
  readonly secretSeed: Seed;
}

/** What a simulated round gave. */
export interface PlayedRound {
  readonly points: number;
  readonly accuracy: number;
  readonly belief: number;
  readonly thrift: number;
  readonly creditsSpent: number;
  /** Keys of the clues bought, in order. */
  readonly bought: readonly ClueKey[];
}

/** Draws a preset, each equally likely, and five trials with replacement: a bootstrap of the bank. */
export function dealRound({ table }: SimulatedDeck, uniform: () => number): DealtRound {
  return {
    presetIndex: Math.floor(uniform() * table.presets.length),
    draws: Array.from({ length: raceReplicaCount }, uniform),
    secretSeed: SeedSchema.parse(
      Array.from({ length: 32 }, () => Math.floor(16 * uniform()).toString(16)).join(""),
    ),
  };
}

/**
 * Plays a round against the bank: clues are answered from a rule drawn for the round (scores of other
 * predictors from their measured frequencies), pilots and races are trials of the bank, points are those of the game. `uniform` gives numbers in [0, 1).
 */
export function playRound(
  simulated: SimulatedDeck,
  dealt: DealtRound,
  strategy: BotStrategy,
  uniform: () => number,
): PlayedRound {
  const { table, pilots, clues } = simulated;
  let creditsSpent = 0;
  const bought: Clue[] = [];
  const decision = strategy({
    deck: table.deck,
    uniform,
    creditsLeft: () => creditBudget - creditsSpent,
    buyClue(clue) {
      const sold = clues.find((other) => other.key === clueKeyOf(clue));
      if (sold === undefined || creditsSpent + sold.price > creditBudget) return null;
      const purchaseIndex = purchaseIndexOf(clue, bought);
      creditsSpent += sold.price;
      bought.push(clue);
      if (clue.kind === "baseline") return drawOutcome(sold, dealt.presetIndex, uniform());
      const task = table.presets[dealt.presetIndex]?.preset.task as TaskSpec;
      const source = { deck: table.deck, task, secretSeed: dealt.secretSeed, baselineErrors: {} };
      return clueOutcome(answerClue(source, clue, purchaseIndex) as ClueAnswer);
    },
    runPilot(design) {
      const price = pilotCost({ design, sweep: null }, table.deck);
      const errors = pilots.errorsOf(dealt.presetIndex, design);
      if (errors === null || creditsSpent + price > creditBudget) return null;
      creditsSpent += price;
      return mean(Array.from({ length: 3 }, () => errors[Math.floor(uniform() * errors.length)] as number));
    },
  });
  return { ...score(table, dealt, decision, creditsSpent), creditsSpent, bought: bought.map(clueKeyOf) };
}

function score(
  table: DeckTable,
  dealt: DealtRound,
  { design, belief }: ReturnType<BotStrategy>,
  creditsSpent: number,
) {
  const preset = table.presets[dealt.presetIndex];
  const cell = table.cells.findIndex((other) => isSameDesign(other, design));
  const raceError = (place: number) => {
    const errors = preset?.errors[place] ?? [];
    return mean(dealt.draws.map((draw) => errors[Math.floor(draw * errors.length)] as number));
  };
  const accuracy = accuracyPoints(
    raceError(cell),
    raceError(preset?.houseCell ?? 0),
    preset?.regretScale ?? 0,
  );
  const inTruth = belief[dealt.presetIndex] ?? 0;
  const believed = beliefPoints(belief, inTruth);
  const thrift = thriftPoints((creditBudget - creditsSpent) / creditBudget, inTruth, accuracy);
  return { points: accuracy + believed + thrift, accuracy, belief: believed, thrift };
}

function drawOutcome(sold: SoldClue, presetIndex: number, uniform: number): string {
  let rest = uniform;
  for (const [outcome, likelihood] of sold.likelihoods) {
    rest -= likelihood[presetIndex] ?? 0;
    if (rest < 0) return outcome;
  }
  return [...sold.likelihoods.keys()].at(-1) as string;
}
