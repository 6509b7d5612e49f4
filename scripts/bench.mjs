// `npm run bench`: steps per second of every training engine on this machine. It prints and asserts nothing.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const { status } = spawnSync(process.execPath, ["--import", "tsx", "tests/bench/bench-engines.ts"], {
  cwd: root,
  stdio: "inherit",
});
process.exitCode = status ?? 1;
