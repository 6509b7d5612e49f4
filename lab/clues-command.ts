import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type ClueLikelihoods, ClueLikelihoodsSchema, clueLikelihoods } from "@/core/clues/clue-likelihoods";
import { cluePrice } from "@/core/clues/clue-price";
import { decks } from "@/core/tasks/decks";
import { presetsOfDeck } from "@/core/tasks/presets";
import { clueTrialCount, labelFitCount, measureClues, pictureFitCount } from "@/lab/build-clues";
import { type Options, type Output, textOption, UsageError } from "@/lab/command-line";
import { labSeed } from "@/lab/instance";
import { readMeasuredErrors, writeWhole } from "@/lab/measured-files";

const likelihoodsFile = fileURLToPath(new URL("../core/clues/clue-likelihoods.json", import.meta.url));

const howMade =
  `Made by "npm run lab -- clues build" from lab seed ${labSeed}. Every clue was asked of ${clueTrialCount} random ` +
  "instances of each hypothesis of its deck, the input or direction going round. Predictors were fitted to " +
  `${pictureFitCount} instances of each picture and ${labelFitCount} of each rule with labels; instead of the latter ` +
  `${labelFitCount} quantiles of the normal law with the bank's mean and spread where the bank has at least 3 replicas.`;

/** `clues build` and `clues show`. Returns the exit code. */
export function runClues(action: string | undefined, options: Options, output: Output): number {
  if (action === "build") {
    if (options.json === true || options.markdown === true) {
      throw new UsageError("--json and --markdown go with clues show");
    }
    buildClues(textOption(options, "deck"), output);
    return 0;
  }
  if (action === "show") {
    showClues(textOption(options, "deck"), options, output);
    return 0;
  }
  throw new UsageError(`clues does build or show, not "${action ?? ""}"`);
}

function buildClues(deckId: string | null, output: Output): void {
  const onFile = readMeasuredErrors().presets;
  const measured = chosenDecks(deckId).map((deck) => {
    const clues = measureClues(
      deck,
      presetsOfDeck(deck.deckId),
      ({ presetId }) => onFile.find((preset) => preset.presetId === presetId)?.baselines ?? [],
      output,
    );
    return { deckId: deck.deckId, clues };
  });
  // Read again: another deck may have been measured meanwhile.
  const kept = ClueLikelihoodsSchema.parse(JSON.parse(readFileSync(likelihoodsFile, "utf8"))).decks;
  const likelihoods: ClueLikelihoods = {
    howMade,
    decks: decks.flatMap(
      (deck) => [...measured, ...kept].find((known) => known.deckId === deck.deckId) ?? [],
    ),
  };
  writeWhole(likelihoodsFile, textOfLikelihoods(likelihoods));
}

/** The file as it is written. */
export function textOfLikelihoods(likelihoods: ClueLikelihoods): string {
  return `${JSON.stringify(ClueLikelihoodsSchema.parse(likelihoods), null, 2)}\n`;
}

function showClues(deckId: string | null, options: Options, output: Output): void {
  const shown = chosenDecks(deckId).flatMap((deck) =>
    (clueLikelihoods.decks.find((known) => known.deckId === deck.deckId)?.clues ?? []).map(
      ({ clueKey, bits }) => ({ deckId: deck.deckId, clueKey, bits, price: cluePrice(deck, clueKey) }),
    ),
  );
  if (options.json === true) {
    output.print(JSON.stringify(shown));
    return;
  }
  if (options.markdown === true) {
    output.print(markdownOfClues(shown));
    return;
  }
  for (const { deckId: deck, clueKey, bits, price } of shown) {
    output.print(`${deck.padEnd(16)} ${clueKey.padEnd(28)} ${bits.toFixed(2)} bits ${price} credits`);
  }
}

interface ShownClue {
  readonly deckId: string;
  readonly clueKey: string;
  readonly bits: number;
  readonly price: number;
}

/** One row per clue, one column per deck: bits and, in brackets, the price. */
export function markdownOfClues(shown: readonly ShownClue[]): string {
  const deckIds = [...new Set(shown.map((clue) => clue.deckId))];
  const clueKeys = [...new Set(shown.map((clue) => clue.clueKey))];
  const cell = (deckId: string, clueKey: string) => {
    const clue = shown.find((some) => some.deckId === deckId && some.clueKey === clueKey);
    return clue === undefined ? "-" : `${clue.bits.toFixed(2)} (${clue.price})`;
  };
  return [
    `| clue | ${deckIds.join(" | ")} |`,
    `|---|${deckIds.map(() => "--:|").join("")}`,
    ...clueKeys.map((clueKey) => `| ${clueKey} | ${deckIds.map((id) => cell(id, clueKey)).join(" | ")} |`),
  ].join("\n");
}

function chosenDecks(deckId: string | null) {
  const chosen = decks.filter((deck) => deckId === null || deck.deckId === deckId);
  if (chosen.length > 0) return chosen;
  throw new UsageError(`--deck is one of ${decks.map((deck) => deck.deckId).join(", ")}, not "${deckId}"`);
}
