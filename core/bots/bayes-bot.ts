import type { Clue, ClueKind } from "@/core/clues/clue";
import type { ClueKey } from "@/core/clues/clue-key";
import { uniformBeliefs, updatedBeliefs } from "@/core/clues/posterior";
import { creditBudget } from "@/core/game/pilot-cost";
import { beliefWeight, thriftWeight } from "@/core/scoring/score-teams";
import type { Design } from "@/core/training/design";
import type { BotStrategy } from "./bot";
import { bestCell, type DeckTable } from "./deck-table";

/** A clue as the Bayes bot sees it: what it costs, and how likely each outcome is under each hypothesis. */
export interface SoldClue {
  readonly key: ClueKey;
  /** What to ask when `purchase` clues of its kind were bought before: another input or direction each time. */
  readonly ask: (purchase: number) => Clue;
  readonly price: number;
  /** Most purchases of it in one round. */
  readonly limit: number;
  /** Per outcome its probability under each hypothesis, in the deck's order. */
  readonly likelihoods: ReadonlyMap<string, readonly number[]>;
}

/**
 * Buys the clue that raises the expected points of the round most, as long as one does, then commits to the design that
 * promises most under what it believes and states that belief: the ballot's score is proper. One step of foresight.
 */
export function bayesBot(table: DeckTable, clues: readonly SoldClue[]): BotStrategy {
  const choose = rememberChoices(table, clues);
  return (round) => {
    let belief: readonly number[] = uniformBeliefs(table.deck);
    const bought = new Map<ClueKey, number>();
    // By kind: the same input asked twice, under whatever key, would count as evidence twice and be none the second time.
    const asked: ClueKind[] = [];
    for (;;) {
      const wanted = choose(belief, round.creditsLeft(), bought);
      if (wanted === null) break;
      const clue = wanted.ask(asked.filter((kind) => kind === wanted.ask(0).kind).length);
      const outcome = round.buyClue(clue);
      if (outcome === null) break;
      asked.push(clue.kind);
      bought.set(wanted.key, (bought.get(wanted.key) ?? 0) + 1);
      const likelihood = wanted.likelihoods.get(outcome);
      // An outcome that no simulation ever gave says nothing: the clue is paid, the belief stays.
      if (likelihood !== undefined) belief = updatedBeliefs(belief, likelihood);
    }
    return { design: table.cells[bestCell(table, belief).cell] as Design, belief };
  };
}

/**
 * Points that a round promises who stops now: accuracy of the best design, the belief score of an honest ballot
 * (15 (1 + sum p^2), the expectation of design 2's formula), and thrift where a ballot reaches one half.
 */
export function promisedPoints(table: DeckTable, belief: readonly number[], creditsLeft: number): number {
  const sumOfSquares = belief.reduce((sum, probability) => sum + probability ** 2, 0);
  const { accuracy } = bestCell(table, belief);
  const sureEnough = belief.reduce((sum, probability) => sum + (probability >= 0.5 ? probability : 0), 0);
  const thrift = accuracy >= 20 ? (thriftWeight * sureEnough * creditsLeft) / creditBudget : 0;
  return accuracy + (beliefWeight / 2) * (1 + sumOfSquares) + thrift;
}

/** The clue whose purchase promises most points, or null when stopping promises as much; equal questions are asked once. */
function rememberChoices(table: DeckTable, clues: readonly SoldClue[]) {
  const known = new Map<string, SoldClue | null>();
  return (belief: readonly number[], credits: number, bought: ReadonlyMap<ClueKey, number>) => {
    const question = `${belief.map((probability) => probability.toFixed(6)).join()}|${credits}|${[...bought].sort().join()}`;
    const answer = known.get(question);
    if (answer !== undefined) return answer;
    const onSale = clues.filter(
      ({ key, price, limit }) => price <= credits && (bought.get(key) ?? 0) < limit,
    );
    const choice = bestPurchase(table, onSale, belief, credits);
    known.set(question, choice);
    return choice;
  };
}

function bestPurchase(
  table: DeckTable,
  onSale: readonly SoldClue[],
  belief: readonly number[],
  credits: number,
): SoldClue | null {
  let best: SoldClue | null = null;
  let most = promisedPoints(table, belief, credits);
  for (const sold of onSale) {
    let points = 0;
    for (const likelihood of sold.likelihoods.values()) {
      const chance = belief.reduce(
        (sum, probability, index) => sum + probability * (likelihood[index] ?? 0),
        0,
      );
      if (chance === 0) continue;
      points += chance * promisedPoints(table, updatedBeliefs(belief, likelihood), credits - sold.price);
    }
    if (points > most) {
      best = sold;
      most = points;
    }
  }
  return best;
}
