// `npm run dev`: the server with pages from source and hot reload.
import { buildWasm } from "./build-wasm.mjs";
import { runServer } from "./run-server.mjs";
import { generateClient, installPackages, requireNode, setUpOrExit } from "./set-up.mjs";

setUpOrExit([() => requireNode(), installPackages, buildWasm, generateClient]);
runServer(["--dev"], "development");
