import { isSameDesign } from "@/core/bank/bank-protocol";
import type { Clue } from "@/core/clues/clue";
import { creditBudget, pilotCost } from "@/core/game/pilot-cost";
import { raceReplicaCount } from "@/core/game/race";
import { mean } from "@/core/numerics/statistics";
import { accuracyPoints, beliefPoints, thriftPoints } from "@/core/scoring/score-teams";
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
}

/** What a simulated round gave. */
export interface PlayedRound {
  readonly points: number;
  readonly accuracy: number;
  readonly belief: number;
  readonly thrift: number;
  readonly creditsSpent: number;
  /** Keys of the clues bought, in order. */
  readonly bought: readonly string[];
}

/** Draws a preset, each equally likely, and five trials with replacement: a bootstrap of the bank. */
export function dealRound({ table }: SimulatedDeck, uniform: () => number): DealtRound {
  return {
    presetIndex: Math.floor(uniform() * table.presets.length),
    draws: Array.from({ length: raceReplicaCount }, uniform),
  };
}

/**
 * Plays a round against the bank: clue outcomes are drawn from their measured frequencies, pilots and races are trials of
 * the bank on common instances, points are those of the game. `uniform` gives numbers in [0, 1).
 */
export function playRound(
  simulated: SimulatedDeck,
  dealt: DealtRound,
  strategy: BotStrategy,
  uniform: () => number,
): PlayedRound {
  const { table, pilots, clues } = simulated;
  let creditsSpent = 0;
  const bought: string[] = [];
  const decision = strategy({
    deck: table.deck,
    uniform,
    creditsLeft: () => creditBudget - creditsSpent,
    buyClue(clue) {
      const sold = clues.find((other) => isSameClue(other.clue, clue));
      if (sold === undefined || creditsSpent + sold.price > creditBudget) return null;
      creditsSpent += sold.price;
      bought.push(sold.key);
      return drawOutcome(sold, dealt.presetIndex, uniform());
    },
    runPilot(design) {
      const price = pilotCost({ design, sweep: null }, table.deck);
      const errors = pilots.errorsOf(dealt.presetIndex, design);
      if (errors === null || creditsSpent + price > creditBudget) return null;
      creditsSpent += price;
      return mean(Array.from({ length: 3 }, () => errors[Math.floor(uniform() * errors.length)] as number));
    },
  });
  return { ...score(table, dealt, decision, creditsSpent), creditsSpent, bought };
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

function isSameClue(left: Clue, right: Clue): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
