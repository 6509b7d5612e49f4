// `npm run dev`: the server with pages from source and hot reload.
import { buildWasm } from "./build-wasm.mjs";
import { copyTfjsFiles } from "./copy-tfjs.mjs";
import { runServer } from "./run-server.mjs";
import { generateClient, installPackages, requireNode, setUpOrExit } from "./set-up.mjs";

setUpOrExit([() => requireNode(), installPackages, buildWasm, copyTfjsFiles, generateClient]);
runServer(["--dev"], "development");
