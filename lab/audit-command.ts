import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  auditFindings,
  type BotStandings,
  botStandings,
  clueShares,
  type Finding,
} from "@/core/bots/audit-findings";
import { botNames } from "@/core/bots/bot";
import { type AuditedLessons, playLessons } from "@/core/bots/lesson-audit";
import type { SimulatedDeck } from "@/core/bots/play-round";
import { simulatedDeckOf } from "@/core/bots/simulated-deck";
import { lessonProblems } from "@/core/lessons/lesson-problems";
import { readyLessons } from "@/core/lessons/ready-lessons";
import { createRandom } from "@/core/random/random-streams";
import type { Seed } from "@/core/random/seed";
import { decks } from "@/core/tasks/decks";
import { presetsOfDeck } from "@/core/tasks/presets";
import { neededNumber, type Options, type Output, seedOption } from "@/lab/command-line";
import { labSeed } from "@/lab/instance";
import { readGrid, readPilots, writeWhole } from "@/lab/measured-files";

const modelFile = fileURLToPath(new URL("../docs/model.md", import.meta.url));
const start = "<!-- audit: made by `npm run lab -- audit --markdown` -->";
const end = "<!-- /audit -->";

/** The audit with everything that a report shows of it. */
export interface AuditReport {
  readonly lessonCount: number;
  readonly standings: BotStandings;
  readonly findings: readonly Finding[];
  readonly clueShares: readonly { readonly key: string; readonly share: number }[];
  readonly audited: AuditedLessons;
}

/** `audit`: plays lessons against the bank with the bots. Exit code 1 when a habit wins or a knob does not matter. */
export function runAudit(options: Options, output: Output): number {
  const lessonCount = neededNumber(options, "lessons", { low: 20, high: 20_000, isWhole: true }, 400);
  const report = auditLessons(lessonCount, seedOption(options, labSeed));
  if (options.json === true) {
    const { audited: _audited, ...shown } = report;
    output.print(JSON.stringify(shown));
  } else {
    const text = auditMarkdown(report);
    output.print(text);
    if (options.markdown === true) writeWhole(modelFile, withAudit(readFileSync(modelFile, "utf8"), text));
  }
  return report.findings.every(({ holds }) => holds) ? 0 : 1;
}

/** Plays the audit's lessons on the shipped bank: equal arguments give equal reports. */
export function auditLessons(lessonCount: number, seed: Seed): AuditReport {
  const stream = createRandom(seed).stream("bots", 0);
  const uniform = () => stream.uint32() / 2 ** 32;
  const simulated = decks.map(simulatedDeck);
  const audited = playLessons(simulated, lessonCount, uniform);
  const tables = simulated.map(({ table }) => table);
  return {
    lessonCount,
    standings: botStandings(audited, uniform),
    findings: [...auditFindings(audited, tables, uniform), oneSidedLessons()],
    clueShares: clueShares(audited),
    audited,
  };
}

/** The demand on the lessons that are shipped: that no depth class wins one throughout. */
function oneSidedLessons(): Finding {
  const found = readyLessons.filter(({ lesson }) => lessonProblems(lesson).length > 0).length;
  return {
    demand: "ready-made lessons that one depth class wins throughout: none",
    holds: found === 0,
    found,
  };
}

/** A deck with its bank, its pilots and its clues, from the files that are shipped with the game. */
export function simulatedDeck(deck: (typeof decks)[number]): SimulatedDeck {
  const presets = presetsOfDeck(deck.deckId);
  const grids = presets.map(({ presetId }) => readGrid(presetId, "wasm"));
  const pilots = presets.flatMap(({ presetId }) => readPilots(presetId) ?? []);
  return simulatedDeckOf(deck, grids, pilots);
}

/** The tables of docs/model.md. */
export function auditMarkdown({ lessonCount, standings, findings, clueShares: shares }: AuditReport): string {
  const number = (value: number) => (Math.abs(value) < 1 ? value.toFixed(2) : value.toFixed(1));
  const withInterval = (found: Finding["found"]) =>
    typeof found === "number"
      ? number(found)
      : `${number(found.mean)} (${number(found.low)} to ${number(found.high)})`;
  return [
    `${lessonCount} lessons of four rounds; points of a lesson with 95 % bootstrap intervals.`,
    "",
    "| bot | points |",
    "|---|---:|",
    ...botNames.map((name) => `| ${name} | ${withInterval(standings[name])} |`),
    "",
    "| demand | found | holds |",
    "|---|---:|---|",
    ...findings.map(
      ({ demand, found, holds }) => `| ${demand} | ${withInterval(found)} | ${holds ? "yes" : "no"} |`,
    ),
    "",
    "| clue | in so many of the Bayes bot's plans |",
    "|---|---:|",
    ...shares.map(({ key, share }) => `| ${key} | ${Math.round(100 * share)} % |`),
  ].join("\n");
}

/** A text with the part between the audit's marks replaced. Throws when the marks are not there. */
export function withAudit(text: string, audit: string): string {
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error("docs/model.md has lost the marks of the audit");
  return `${text.slice(0, from + start.length)}\n\n${audit}\n\n${text.slice(to)}`;
}
