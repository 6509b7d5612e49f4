import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { signFlipCitation } from "@/app/_reveal/reported-claims";
import { geometryCitations } from "@/app/_reveal/rule-geometry";
import { citationSources } from "@/core/theory/citation-sources";
import { type Citation, citationIds, citations, describeCitation } from "@/core/theory/citations";
import { reportedClaims } from "@/core/theory/reported-claims";

const projectDirectory = fileURLToPath(new URL("../../..", import.meta.url));
const read = (path: string) => readFileSync(join(projectDirectory, path), "utf8");

function sourceFiles(folder: string): string[] {
  return readdirSync(join(projectDirectory, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => join(folder, path));
}

/** All citation ids that a file names. */
function namedIds(text: string): string[] {
  const sources = Object.keys(citationSources).join("|");
  return [...text.matchAll(new RegExp(`"((?:${sources})\\.[a-z0-9-]+)"`, "g"))].map(([, id]) => id as string);
}

/** The files of app/ and lab/ that a file imports, and those that these import. */
function reachable(path: string, seen = new Set<string>()): Set<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  for (const [, target] of read(path).matchAll(/from "(\.[^"]*|@\/(?:app|lab)\/[^"]*)"/g)) {
    const base = (target as string).startsWith("@/")
      ? (target as string).slice(2)
      : normalize(join(dirname(path), target as string));
    const file = [`${base}.ts`, `${base}.tsx`].find((some) => allFiles.has(some));
    if (file) reachable(file, seen);
  }
  return seen;
}

const allFiles = new Set([...sourceFiles("app"), ...sourceFiles("lab")]);

/** What draws or writes theory: the chart's line styles for it, the parts of the evidence page, figure files. */
const drawsTheory = /\b(proved|reported)=\{|<Part kind="(reported|derived)"|\bSignFlip\b.*\(\) \{/;
/** The chart kit draws what it is given; the design page shows samples that claim nothing. */
const isKit = (path: string) => path.startsWith("app/_ui/charts/") || path.startsWith("app/design/");

describe("the list of citations", () => {
  it.each(citationIds)("%s has a source, assumptions and an origin that fits how it is known", (id) => {
    const { statement, source, status, origin, assumptions }: Citation = citations[id];

    expect(id.startsWith(`${source}.`)).toBe(true);
    expect(citationSources[source].reference.length).toBeGreaterThan(5);
    expect(statement).toMatch(/^[A-Z|].*\.$/s);
    expect(assumptions.length).toBeGreaterThan(0);
    for (const assumption of assumptions) expect(assumption.length).toBeGreaterThan(5);
    const own = source === "deepstakes";
    expect(own).toBe(origin.startsWith("own-"));
    expect(status === "measured").toBe(origin === "own-measurement");
    expect(describeCitation(id)).toContain(citationSources[source].reference);
  });

  it("says of every proof about networks what it is not about", () => {
    const boundaries = citationIds.filter((id) => id.startsWith("imaizumi-fukumizu-2022."));
    for (const id of boundaries) expect(citations[id].assumptions.join()).toContain("worst case");
    expect(citations["imaizumi-fukumizu-2022.deep-rate"].assumptions.join()).toContain("not SGD");
    expect(citations["jacot-2018.lazy-regression"].assumptions.join()).toContain("squared loss");
    expect(citations["telgarsky-2016.sawtooth"].assumptions.join()).toContain("not about what it learns");
  });

  it("holds nothing that is only remembered", () => {
    // Things that one might add from memory and that we found in no text: sizes of the networks and batches of Mori and
    // Ueda, numbers of Belkin et al., rates in Besov spaces, the depth guideline and the target of the AISTATS paper,
    // the step size of averaged SGD, the normaliser of spectral complexity, inactive neurons at local minima.
    const remembered = [
      /batch(es)? (size )?(of )?(50|100)\b/i,
      /10\^?5 test|100,000 test/i,
      /L ?= ?1 (against|vs)/i,
      /belkin/i,
      /besov|anisotropic|2 ?s ?\/ ?\(2 ?s ?\+ ?d\)/i,
      /alpha ?\/ ?\(2 ?\(D ?- ?1\)\)/i,
      /0\.7 ?\+ ?0\.01/,
      /T\^-?\(?[-\d]|symmetric init/i,
      /spectral complexity/i,
      /local minim/i,
    ];
    for (const id of citationIds) {
      const { statement, assumptions }: Citation = citations[id];
      for (const pattern of remembered) expect([statement, ...assumptions].join(" ")).not.toMatch(pattern);
    }
  });
});

describe("theory on pages and in the lab", () => {
  it("names known citations only", () => {
    const named = [...allFiles].flatMap((path) => namedIds(read(path)));

    expect(named.length).toBeGreaterThan(10);
    for (const id of named) expect(citationIds).toContain(id);
  });

  it("rests on a citation wherever a line of theory is drawn", () => {
    const drawing = [...allFiles].filter(
      (path) =>
        !isKit(path) &&
        (drawsTheory.test(read(path)) || /^lab\/.*figure/.test(path) || /^lab\/theory-[kr]/.test(path)),
    );

    expect(drawing).toContain("app/_reveal/DepthFigure.tsx");
    expect(drawing).toContain("app/_reveal/EvidencePage.tsx");
    for (const path of drawing) {
      const ids = [...reachable(path)].flatMap((file) => namedIds(read(file)));
      expect(ids, path).not.toEqual([]);
    }
  });

  it("reports directions that the cited statements report, at the cited sizes", () => {
    for (const { k, local, global, localInputs, globalInputs, citations: ids } of reportedClaims) {
      const [first, last] = [citations[ids[0]], citations[ids.at(-1) as (typeof ids)[0]]];
      expect(first.statement).toContain(`${k}-local`);
      expect(first.statement).toContain(local);
      expect(last.statement).toContain(`${k}-global`);
      expect(last.statement).toContain(global);
      expect(first.assumptions.join()).toContain(localInputs.toLocaleString("en"));
      expect(last.assumptions.join()).toContain(globalInputs.toLocaleString("en"));
      expect([first.status, last.status]).toEqual(["reported", "reported"]);
    }
  });

  it("has our own citations for what we derived and measured", () => {
    expect(citations[signFlipCitation].status).toBe("measured");
    for (const id of geometryCitations) expect(citations[id].origin).toBe("own-derivation");
  });

  it.each(["en", "ja"])("refers to known papers only, in messages/%s.json", (locale) => {
    const references = Object.values(citationSources)
      .map(({ reference }) => reference)
      .join(" ");
    const named = [...read(`messages/${locale}.json`).matchAll(/arXiv:\d{4}\.\d{4,5}|JMLR \d+\(\d+\)/g)];

    expect(named.length).toBeGreaterThan(0);
    for (const [reference] of named) expect(references).toContain(reference);
  });
});
