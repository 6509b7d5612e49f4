import { uniformBeliefs } from "@/core/clues/posterior";
import { mean } from "@/core/numerics/statistics";
import type { Design } from "@/core/training/design";
import { type BotName, botNames } from "./bot";
import { bestCell, type DeckTable } from "./deck-table";
import { type AuditedLessons, type BootstrappedMean, bootstrapMean } from "./lesson-audit";

/** Most points of a lesson that a design which never changes may earn, and fewest that full knowledge must. */
export const mostForConstant = 55;
export const fewestForOracle = 90;
/** Most rounds, as a share, whose plan may contain one and the same clue. */
export const largestClueShare = 0.6;
/** What fixing a knob must cost the oracle in some preset, in points. */
export const leastKnobEffect = 5;

/** One demand on the game, and whether the bank's lessons meet it. */
export interface Finding {
  readonly demand: string;
  readonly holds: boolean;
  /** Mean with interval, or one number. */
  readonly found: BootstrappedMean | number;
}

/** Points of a lesson by bot. */
export type BotStandings = Readonly<Record<BotName, BootstrappedMean>>;

/** Mean points of every bot over the lessons, with bootstrap intervals. */
export function botStandings({ lessons }: AuditedLessons, uniform: () => number): BotStandings {
  const standing = (name: BotName) =>
    bootstrapMean(
      lessons.map(({ points }) => points[name]),
      uniform,
    );
  return Object.fromEntries(botNames.map((name) => [name, standing(name)])) as BotStandings;
}

/** Every demand of the no-dominance audit on lessons that were played. Gaps are paired by lesson. */
export function auditFindings(
  audited: AuditedLessons,
  tables: readonly DeckTable[],
  uniform: () => number,
): Finding[] {
  const standings = botStandings(audited, uniform);
  const better = standings.deep.mean > standings.shallow.mean ? "deep" : "shallow";
  const gap = (ahead: BotName, behind: BotName, isStrict = true): Finding => {
    const differences = audited.lessons.map(({ points }) => points[ahead] - points[behind]);
    const found = bootstrapMean(differences, uniform);
    const holds = isStrict ? found.low > 0 : found.mean >= 0;
    return { demand: `${ahead} ${isStrict ? "above" : "not below"} ${behind}`, holds, found };
  };
  const { constant, oracle } = standings;
  return [
    gap("bayes", "greedy"),
    gap("greedy", "constant"),
    gap("constant", "deep", false),
    gap("constant", "shallow", false),
    gap(better, "random"),
    {
      demand: `constant at most ${mostForConstant}`,
      holds: constant.mean <= mostForConstant,
      found: constant,
    },
    { demand: `oracle at least ${fewestForOracle}`, holds: oracle.mean >= fewestForOracle, found: oracle },
    clueFinding(audited),
    ...(["depth", "width", "learningRate"] as const).map((knob) => knobFinding(tables, knob)),
    ...tables.map(sidesFinding),
  ];
}

/** How often each clue stands in the Bayes bot's plans, as a share of its rounds, the most wanted first. */
export function clueShares({
  bayesRounds,
}: AuditedLessons): { readonly key: string; readonly share: number }[] {
  const keys = [...new Set(bayesRounds.flatMap(({ bought }) => bought))];
  return keys
    .map((key) => ({
      key,
      share: mean(bayesRounds.map(({ bought }) => Number(bought.includes(key)))),
    }))
    .sort((left, right) => right.share - left.share);
}

function clueFinding(audited: AuditedLessons): Finding {
  const most = clueShares(audited)[0];
  const found = most?.share ?? 0;
  const percent = Math.round(100 * largestClueShare);
  return {
    demand: `no clue in more than ${percent} % of the plans (${most?.key ?? "none"})`,
    holds: found <= largestClueShare,
    found,
  };
}

/** The largest loss of accuracy, over all presets, of who may not move this knob from where the constant bot has it. */
function knobFinding(tables: readonly DeckTable[], knob: keyof Design): Finding {
  const losses = tables.flatMap((table) => {
    const fixed = table.cells[bestCell(table, uniformBeliefs(table.deck)).cell]?.[knob];
    return table.presets.map((preset) => {
      const reachable = preset.expectedAccuracy.filter((_, cell) => table.cells[cell]?.[knob] === fixed);
      return Math.max(...preset.expectedAccuracy) - Math.max(...reachable);
    });
  });
  const found = Math.max(...losses);
  return { demand: `${knob} matters`, holds: found >= leastKnobEffect, found };
}

/** A deck must hold a preset that one hidden layer wins and one that three or more win. */
function sidesFinding({ deck, presets }: DeckTable): Finding {
  const claims = presets.map(({ preset }) => preset.claim);
  const found = Math.min(
    claims.filter((claim) => claim === "shallow-wins").length,
    claims.filter((claim) => claim === "deep-wins").length,
  );
  return { demand: `${deck.deckId}: shallow and deep both win somewhere`, holds: found > 0, found };
}
