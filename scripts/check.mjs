// `npm run check`: the static checks alone.
import { buildWasm } from "./build-wasm.mjs";
import { generateClient, installPackages, requireNode, setUpOrExit } from "./set-up.mjs";
import { runStaticChecks } from "./static-checks.mjs";

setUpOrExit([() => requireNode(), installPackages, buildWasm, generateClient]);
const failed = runStaticChecks().filter((check) => !check.passed);
process.exit(failed.length === 0 ? 0 : 1);
