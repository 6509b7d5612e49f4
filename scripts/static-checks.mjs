import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { compareMessages } from "./compare-messages.mjs";
import { childEnvironment, projectDirectory } from "./set-up.mjs";

const modules = join(projectDirectory, "node_modules");
const biome = join(modules, "@biomejs", "biome", "bin", "biome");
const compiler = join(modules, "typescript", "bin", "tsc");

const checks = [
  { name: "format, lint and import walls (biome ci)", run: () => runTool([biome, "ci", "--colors=off"]) },
  { name: "types (tsc)", run: () => runTool([compiler, "--noEmit", "-p", "."]) },
  {
    name: "core without DOM and Node types (tsc -p core)",
    run: () => runTool([compiler, "--noEmit", "-p", "core"]),
  },
  { name: "equal message keys in every language", run: checkMessages },
];

/** Runs every static check; each counts as one test. Prints the output of those that fail. */
export function runStaticChecks() {
  return checks.map(({ name, run }) => {
    const problems = run();
    console.log(`${problems === null ? "✓" : "✗"} ${name}`);
    if (problems !== null) console.log(problems);
    return { name, passed: problems === null };
  });
}

function runTool(parameters) {
  const result = spawnSync(process.execPath, parameters, {
    cwd: projectDirectory,
    env: childEnvironment,
    encoding: "utf8",
  });
  if (result.status === 0) return null;
  return [result.stdout, result.stderr, result.error?.message].filter(Boolean).join("\n");
}

function checkMessages() {
  const read = (locale) =>
    JSON.parse(readFileSync(join(projectDirectory, "messages", `${locale}.json`), "utf8"));
  const problems = compareMessages(read("en"), read("ja"));
  return problems.length === 0 ? null : problems.join("\n");
}
