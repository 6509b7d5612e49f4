// `npm run bench`: steps per second of every training engine on this machine. It prints and asserts nothing.
import { spawnSync } from "node:child_process";
import { buildWasm } from "./build-wasm.mjs";
import { installPackages, projectDirectory, requireNode, setUpOrExit } from "./set-up.mjs";

setUpOrExit([() => requireNode(), installPackages, buildWasm]);
const { status } = spawnSync(
  process.execPath,
  ["--import", "tsx", "tests/bench/bench-engines.ts", ...process.argv.slice(2)],
  { cwd: projectDirectory, stdio: "inherit" },
);
process.exitCode = status ?? 1;
