// A process that commits without end and prints each version once its commit is acknowledged. Its parent kills it.
import { openDatabase } from "@/server/persistence/open-database";

const dataDirectory = process.argv[2];
if (dataDirectory === undefined) throw new Error("Give the data folder");
const opened = await openDatabase({ kind: "embedded", dataDirectory });
if (!opened.ok) throw new Error(opened.reason);
const { store } = opened.database;
const [session] = await store.loadOpenSessions();
if (session === undefined) {
  const row = { sessionId: "session", joinCode: "ABCDEF", createdAtMs: 1 };
  await store.createSession(row, [], { version: 0, state: {} });
}
let version = (session?.events.at(-1)?.version ?? 0) + 1;
for (;;) {
  const events = [
    { version, atMs: version, action: { type: "planted" } },
    { version: version + 1, atMs: version, action: { type: "planted" } },
  ];
  await store.commit("session", { events, snapshot: null, predictions: [], summaries: [] });
  process.stdout.write(`${version + 1}\n`);
  version += 2;
}
