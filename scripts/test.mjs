// `npm test`: every suite, on its own ports and folders, and one total as the last line.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { buildWasm } from "./build-wasm.mjs";
import { copyTfjsFiles } from "./copy-tfjs.mjs";
import { ensureBrowser } from "./ensure-browser.mjs";
import * as setUp from "./set-up.mjs";
import { runStaticChecks } from "./static-checks.mjs";
import {
  countChecks,
  countPlaywright,
  countVitest,
  emptyCount,
  formatTotal,
  sumSuites,
} from "./sum-results.mjs";

const { projectDirectory } = setUp;
const reports = join(projectDirectory, "test-results", "reports");

function prepare() {
  setUp.requireNode();
  setUp.installPackages();
  buildWasm();
  copyTfjsFiles();
  setUp.generateClient();
  setUp.buildPages();
  return ensureBrowser();
}

function runSuites(browserPath) {
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  console.log("\nStatic checks");
  const checks = countChecks(runStaticChecks());
  console.log("\nUnit and server tests");
  const vitestCode = runVitest();
  console.log("\nBrowser tests");
  const playwrightCode = runPlaywright(browserPath);
  const unit = countVitestWhere((path) => !path.startsWith("tests/server/"));
  const server = countVitestWhere((path) => path.startsWith("tests/server/"));
  const browserReport = readReport("playwright");
  const browser = browserReport === null ? emptyCount() : countPlaywright(browserReport);
  // One program runs both: its code is blamed on neither while the other explains it.
  const serverCode = unit.failed > 0 ? 0 : vitestCode;
  return [
    { name: "static checks", count: checks, exitCode: 0 },
    { name: "unit tests", count: unit, exitCode: 0 },
    { name: "server tests", count: server, exitCode: serverCode },
    { name: "browser tests", count: browser, exitCode: playwrightCode },
  ];
}

function runVitest() {
  const vitest = join(projectDirectory, "node_modules", "vitest", "vitest.mjs");
  const report = join(reports, "vitest.json");
  return runTool([vitest, "run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`], {});
}

function runPlaywright(browserPath) {
  const playwright = join(projectDirectory, "node_modules", "@playwright", "test", "cli.js");
  return runTool([playwright, "test"], {
    CHROME_PATH: browserPath,
    PLAYWRIGHT_JSON_OUTPUT_NAME: join(reports, "playwright.json"),
  });
}

function runTool(parameters, variables) {
  const { status } = spawnSync(process.execPath, parameters, {
    cwd: projectDirectory,
    env: { ...setUp.childEnvironment, ...variables },
    stdio: "inherit",
  });
  return status ?? 1;
}

function countVitestWhere(isIncluded) {
  const report = readReport("vitest");
  return report === null ? emptyCount() : countVitest(report, projectDirectory, isIncluded);
}

function readReport(name) {
  const path = join(reports, `${name}.json`);
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : null;
}

function prepareAndRun() {
  try {
    return runSuites(prepare());
  } catch (error) {
    if (!(error instanceof setUp.SetUpError)) throw error;
    const failure = { name: error.message, passed: false };
    return [{ name: "set-up", count: countChecks([failure]), exitCode: 1 }];
  }
}

const total = sumSuites(prepareAndRun());
if (total.failures.length > 0) console.log(["\nFailed:", ...total.failures].join("\n  "));
console.log(`\n${formatTotal(total)}`);
process.exitCode = total.failed === 0 ? 0 : 1;
