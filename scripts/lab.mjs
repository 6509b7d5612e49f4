// `npm run lab -- <command>`: data sets, single runs and the measured errors of the bank, on the wasm engine.
import { spawnSync } from "node:child_process";
import { buildWasm } from "./build-wasm.mjs";
import { installPackages, projectDirectory, requireNode, setUpOrExit } from "./set-up.mjs";

// Standard output belongs to the results.
console.log = console.error;
setUpOrExit([() => requireNode(), installPackages, buildWasm]);
const { status } = spawnSync(process.execPath, ["--import", "tsx", "lab/main.ts", ...process.argv.slice(2)], {
  cwd: projectDirectory,
  stdio: "inherit",
});
process.exitCode = status ?? 1;
