import { mean } from "@/core/numerics/statistics";
import { type BotName, type BotStrategy, botNames } from "./bot";
import { botStrategy } from "./bot-strategy";
import { dealRound, type PlayedRound, playRound, type SimulatedDeck } from "./play-round";

/** Rounds of a simulated lesson, all from one deck, drawn with replacement as in the game. */
export const roundsPerLesson = 4;

/** A bot's result of one lesson: mean points of its rounds. */
export type LessonPoints = Readonly<Record<BotName, number>>;

/** What the audit saw: per lesson the bots' points, and every round that the Bayes bot played. */
export interface AuditedLessons {
  readonly lessons: readonly { readonly deckId: string; readonly points: LessonPoints }[];
  readonly bayesRounds: readonly (PlayedRound & { readonly deckId: string })[];
}

/**
 * Plays `lessonCount` lessons, the decks in turn; every bot meets the same rounds. Deterministic in `uniform`, which
 * gives numbers in [0, 1).
 */
export function playLessons(
  decks: readonly SimulatedDeck[],
  lessonCount: number,
  uniform: () => number,
): AuditedLessons {
  const players = decks.map(strategiesOf);
  const lessons: { deckId: string; points: LessonPoints }[] = [];
  const bayesRounds: (PlayedRound & { deckId: string })[] = [];
  for (let lesson = 0; lesson < lessonCount; lesson += 1) {
    const simulated = decks[lesson % decks.length] as SimulatedDeck;
    const strategies = players[lesson % decks.length] as ReturnType<typeof strategiesOf>;
    const { deckId } = simulated.table.deck;
    const rounds = Array.from({ length: roundsPerLesson }, () => dealRound(simulated, uniform));
    const pointsOf = (name: BotName) =>
      mean(
        rounds.map((dealt) => {
          const played = playRound(simulated, dealt, strategies(name, dealt.presetIndex), uniform);
          if (name === "bayes") bayesRounds.push({ ...played, deckId });
          return played.points;
        }),
      );
    const points = Object.fromEntries(botNames.map((name) => [name, pointsOf(name)]));
    lessons.push({ deckId, points: points as LessonPoints });
  }
  return { lessons, bayesRounds };
}

/** A mean with the 95 % percentile interval of its bootstrap. */
export interface BootstrappedMean {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** Mean of `values` with the 95 % percentile interval of `resamples` bootstrap means. */
export function bootstrapMean(
  values: readonly number[],
  uniform: () => number,
  resamples = 1000,
): BootstrappedMean {
  const means = Array.from({ length: resamples }, () =>
    mean(values.map(() => values[Math.floor(uniform() * values.length)] as number)),
  ).sort((left, right) => left - right);
  const at = (share: number) => means[Math.round(share * (resamples - 1))] as number;
  return { mean: mean(values), low: at(0.025), high: at(0.975) };
}

/** A strategy remembers what it has reckoned, so each is made once per deck. */
function strategiesOf(simulated: SimulatedDeck) {
  const made = new Map<string, BotStrategy>();
  return (name: BotName, presetIndex: number): BotStrategy => {
    const key = name === "oracle" ? `oracle ${presetIndex}` : name;
    const strategy = made.get(key) ?? botStrategy(name, simulated, presetIndex);
    made.set(key, strategy);
    return strategy;
  };
}
