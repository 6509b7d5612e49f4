import { citationSources } from "@/core/theory/citation-sources";
import { type CitationId, citationIds, citations, describeCitation } from "@/core/theory/citations";
import { type Options, type Output, refuseOptions, UsageError } from "@/lab/command-line";
import { eigenvaluesTopic, finiteWidthTopic, ntkTopic } from "@/lab/theory-kernels";
import { degreesOfFreedomTopic } from "@/lab/theory-layers";
import { doubleDescentTopic, effectiveDimensionTopic, jammingTopic } from "@/lab/theory-regimes";
import { bayesTopic, boundaryTopic, sensitivityTopic, widthTopic } from "@/lab/theory-rules";
import type { TheoryTopic } from "@/lab/theory-topic";

/** Every topic of `npm run lab -- theory`, by name. A new one is a file and a line here. */
export const theoryTopics: Readonly<Record<string, TheoryTopic>> = {
  ntk: ntkTopic,
  eigenvalues: eigenvaluesTopic,
  "finite-width": finiteWidthTopic,
  boundary: boundaryTopic,
  bayes: bayesTopic,
  sensitivity: sensitivityTopic,
  width: widthTopic,
  "degrees-of-freedom": degreesOfFreedomTopic,
  "double-descent": doubleDescentTopic,
  jamming: jammingTopic,
  "effective-dimension": effectiveDimensionTopic,
};
const topicNames = [...Object.keys(theoryTopics), "citations"];

/** All options that some topic takes. */
export const theoryOptions = [
  ...new Set(["json", ...Object.values(theoryTopics).flatMap((topic) => topic.options)]),
];

/** The lines of the help page. */
export function theoryUsage(): string {
  const lines = Object.entries(theoryTopics).flatMap(
    ([
      name,
      {
        usage: [first, ...rest],
      },
    ]) => [`  theory ${name}: ${first}`, ...rest.map((line) => `             ${line}`)],
  );
  return [
    ...lines,
    "  theory citations: what is proved, reported and measured, with sources and assumptions",
  ].join("\n");
}

/** `theory <topic>`: prints numbers of theory with what they rest on. Returns the exit code. */
export async function runTheory(name: string | undefined, options: Options, output: Output): Promise<number> {
  const topic = name !== undefined && Object.hasOwn(theoryTopics, name) ? theoryTopics[name] : undefined;
  if (topic === undefined) {
    if (name !== "citations") throw new UsageError(`theory takes one of ${topicNames.join(", ")}`);
    refuseUnknown(options, [], name);
    printCitations(citationIds, options.json === true, output);
    return 0;
  }
  refuseUnknown(options, topic.options, name);
  const result = await topic.compute(options, output);
  if (options.json === true) {
    const sources = result.citations.map(citationEntry);
    output.print(JSON.stringify({ topic: name, ...result.data, sources }));
    return 0;
  }
  for (const line of result.lines) output.print(line);
  printCitations(result.citations, false, output);
  return 0;
}

function refuseUnknown(options: Options, known: readonly string[], name: string | undefined): void {
  const unknown = Object.keys(options).filter((option) => option !== "json" && !known.includes(option));
  refuseOptions(options, unknown, `theory ${name}`);
}

function citationEntry(id: CitationId) {
  return { id, ...citations[id], source: citationSources[citations[id].source] };
}

function printCitations(ids: readonly CitationId[], isJson: boolean, output: Output): void {
  if (isJson) output.print(JSON.stringify(ids.map(citationEntry)));
  else for (const id of ids) output.print(`${id}: ${describeCitation(id)}`);
}
