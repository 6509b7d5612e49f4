// `npm start`: from an empty clone to a running game.
import { buildWasm } from "./build-wasm.mjs";
import { copyTfjsFiles } from "./copy-tfjs.mjs";
import { runServer } from "./run-server.mjs";
import { buildPages, generateClient, installPackages, requireNode, setUpOrExit } from "./set-up.mjs";

setUpOrExit([() => requireNode(), installPackages, buildWasm, copyTfjsFiles, generateClient, buildPages]);
runServer([], "production");
