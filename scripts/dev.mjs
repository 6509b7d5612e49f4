// `npm run dev`: the server with pages from source and hot reload.
import { runServer } from "./run-server.mjs";
import { generateClient, installPackages, requireNode, setUpOrExit } from "./set-up.mjs";

setUpOrExit([() => requireNode(), installPackages, generateClient]);
runServer(["--dev"], "development");
