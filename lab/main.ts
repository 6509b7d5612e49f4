import { parseArgs } from "node:util";
import { decks } from "@/core/tasks/decks";
import { presetsOfDeck } from "@/core/tasks/presets";
import { measurePreset } from "@/lab/measure";
import { javascriptEngine } from "@/trainer/engines/javascript/javascript-engine";

const usage = `npm run lab -- <command>

  help                                              this page
  dataset --preset P [--instance n]                 describes one instance: rule, balance, first rows
  run --preset P --depth L --width H --rate r       trains one design on instances and prints the errors
      [--replicas n]
  measure --deck D [--preset P] [--replicas n]      measures the whole grid of a deck (resumable) and writes
                                                    core/bank/measured-errors.json and core/bank/measured-grid/

  decks: ${decks.map((deck) => deck.deckId).join(", ")}
`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { deck: { type: "string" }, preset: { type: "string" }, replicas: { type: "string" } },
});

if (positionals[0] === "measure") {
  for (const deck of decks.filter((candidate) => candidate.deckId === values.deck)) {
    for (const preset of presetsOfDeck(deck.deckId)) {
      if (values.preset && values.preset !== preset.presetId) continue;
      await measurePreset(javascriptEngine, deck, preset, Number(values.replicas ?? 6), console.log);
    }
  }
} else console.log(usage);
