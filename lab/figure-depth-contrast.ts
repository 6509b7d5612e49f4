import type { FigureDirection, FigureSeries, PlotPanel } from "@/core/figures/figure";
import { chanceError } from "@/core/game/race";
import type { Deck } from "@/core/tasks/deck";
import { announcedDecks, decks } from "@/core/tasks/decks";
import type { Preset } from "@/core/tasks/preset";
import { everyPreset } from "@/core/tasks/presets";
import type { CitationId } from "@/core/theory/citations";
import { reportedClaims } from "@/core/theory/reported-claims";
import { temperatureFloor } from "@/core/theory/temperature-floor";
import { type Options, refuseOptions, textOption, UsageError } from "@/lab/command-line";
import type { Drawable } from "@/lab/drawable";
import { presetOfOptions } from "@/lab/preset-option";

/** `figure depth-contrast`: test error over depth for every preset of a deck, from the bank. */
export const depthContrast: Drawable = {
  options: ["deck", "preset"],
  usage: [
    "test error over depth from the bank, beside what others report",
    "[--deck sixteen-inputs | --preset P]",
  ],
  compute(options) {
    const chosen = presetsOfOptions(options);
    const panels = chosen.map(({ deck, preset }) => panelOf(deck, preset));
    const named = panels.flatMap(({ series, directions }) =>
      [...series, ...directions].flatMap((part) => part.citations),
    );
    return {
      name: "depth-contrast",
      title: "Does depth help? It depends on the rule.",
      columnCount: panels.length < 3 ? panels.length : 3,
      panels,
      caption: [
        "Measured: per depth the best width and learning rate of the bank's grid, mean and standard deviation over fresh instances.",
        "Reported directions are experiments of others at other sizes, not theorems; they say nothing about heights.",
      ],
      citations: citationsOf(named),
      numbers:
        "core/bank/measured-errors.json; npm run lab -- bank show prints it, bank check measures again",
    };
  },
};

function citationsOf(named: readonly CitationId[]): [CitationId, ...CitationId[]] {
  const [first = "deepstakes.trivial-floor" as const, ...rest] = [...new Set(named)];
  return [first, ...rest];
}

function presetsOfOptions(options: Options): { deck: Deck; preset: Preset }[] {
  if (options.preset !== undefined) {
    refuseOptions(options, ["deck"], "--preset");
    return [presetOfOptions(options)];
  }
  const name = textOption(options, "deck") ?? "sixteen-inputs";
  const everyDeck = [...decks, ...announcedDecks];
  const deck = everyDeck.find(({ deckId }) => deckId === name);
  if (deck === undefined) {
    throw new UsageError(`--deck is one of ${everyDeck.map(({ deckId }) => deckId).join(", ")}`);
  }
  return everyPreset.filter(({ deckId }) => deckId === deck.deckId).map((preset) => ({ deck, preset }));
}

function panelOf(deck: Deck, preset: Preset): PlotPanel {
  const { depths } = deck.designGrid;
  const isRegression = deck.loss === "squared";
  const floor = floorOf(deck, preset);
  const measured = measuredSeries(preset);
  const highest = Math.max(...measured.points.map(({ high, y }) => high ?? y), chanceError);
  return {
    kind: "plot",
    title: preset.hypothesis,
    note: `${deck.inputDimension} inputs, ${deck.trainingSampleCount.toLocaleString("en")} samples`,
    x: {
      label: "depth",
      unit: "hidden layers",
      kind: "linear",
      domain: [Math.min(...depths) - 0.5, Math.max(...depths) + 0.5],
      ticks: depths,
    },
    y: {
      label: "test error",
      unit: isRegression ? "root mean square distance" : "share of test points",
      kind: "linear",
      domain: [0, highest * 1.04],
    },
    chance: chanceError,
    series: [measured, ...(floor === null ? [] : [floor])],
    directions: directionsOf(preset),
    region: null,
  };
}

function measuredSeries({ measured }: Preset): FigureSeries {
  return {
    name: "bank",
    status: "measured",
    citations: [],
    points: measured.map(({ depth, width, learningRate, meanError, standardDeviation, replicaCount }) => ({
      x: depth,
      y: meanError,
      low: meanError - standardDeviation,
      high: meanError + standardDeviation,
      note: `width ${width}, learning rate ${learningRate}, ${replicaCount} instances`,
    })),
    numbers: "core/bank/measured-errors.json",
  };
}

/** The error below which nobody can be, where it is not simply 0 or chance: of two temperatures. */
function floorOf(deck: Deck, { task }: Preset): FigureSeries | null {
  if (task.family !== "temperature") return null;
  const { error } = temperatureFloor(task, deck.inputDimension);
  const { depths } = deck.designGrid;
  return {
    name: "lowest possible",
    status: "proved",
    citations: ["deepstakes.temperature-floor"],
    points: [Math.min(...depths) - 0.5, Math.max(...depths) + 0.5].map((x) => ({ x, y: error })),
    numbers: "temperatureFloor of core/theory",
  };
}

function directionsOf({ task }: Preset): FigureDirection[] {
  if (task.family === "temperature") return [direction("shallower", "mori-ueda-2020.temperature")];
  if (task.family !== "k-local" && task.family !== "k-global") return [];
  const claim = reportedClaims.find(({ k }) => k === task.k);
  if (claim === undefined) return [];
  const isLocal = task.family === "k-local";
  const id = isLocal ? claim.citations[0] : (claim.citations.at(-1) ?? claim.citations[0]);
  return [direction(isLocal ? claim.local : claim.global, id)];
}

function direction(better: FigureDirection["better"], citation: CitationId): FigureDirection {
  return { better, name: `reported: ${better} is better`, status: "reported", citations: [citation] };
}
