import { bayesBot } from "./bayes-bot";
import type { BotName, BotStrategy } from "./bot";
import { constantBot, deepBot, oracleBot, randomBot, shallowBot } from "./fixed-bots";
import { greedyBot } from "./greedy-bot";
import type { SimulatedDeck } from "./play-round";

/** How the bot of this name plays a deck. `presetIndex`, what was dealt, is told to the oracle alone. */
export function botStrategy(name: BotName, knowledge: SimulatedDeck, presetIndex: number): BotStrategy {
  const { table, pilots, clues } = knowledge;
  switch (name) {
    case "random":
      return randomBot(table);
    case "shallow":
      return shallowBot(table);
    case "deep":
      return deepBot(table);
    case "constant":
      return constantBot(table);
    case "greedy":
      return greedyBot(table, pilots.cells);
    case "bayes":
      return bayesBot(table, clues);
    case "oracle":
      return oracleBot(table, presetIndex);
    default:
      return name satisfies never;
  }
}
