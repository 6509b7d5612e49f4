// `npm start`: from an empty clone to a running game.
import { runServer } from "./run-server.mjs";
import { buildPages, generateClient, installPackages, requireNode, setUpOrExit } from "./set-up.mjs";

setUpOrExit([() => requireNode(), installPackages, generateClient, buildPages]);
runServer([], "production");
