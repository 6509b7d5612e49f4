import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mostSeats } from "@/core/game/lesson";
import { startGameProcess } from "@/tests/server/support/game-process";
import {
  advanceTo,
  fixedPredictions,
  joinClass,
  openClass,
  quickDesign,
  uploadOf,
  warmUpLesson,
} from "@/tests/server/support/headless-class";
import { post } from "@/tests/server/support/headless-viewer";

// `npm run load [-- players]`: a whole class without browsers against a server process on this machine. Prints
// figures and asserts nothing: they say what a machine can carry, not whether the game is right.

const defaultPlayerCount = 300;

async function timed<Result>(act: () => Promise<Result>): Promise<{ result: Result; ms: number }> {
  const startedAtMs = performance.now();
  const result = await act();
  return { result, ms: performance.now() - startedAtMs };
}

function describeTimes(name: string, times: readonly number[], allMs: number): string {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(0).padStart(6);
  const rate = ((1000 * times.length) / allMs).toFixed(0).padStart(6);
  return `${name.padEnd(28)} median ${at(0.5)} ms   95 % ${at(0.95)} ms   last ${at(1)} ms   ${rate} per second`;
}

/** Lets everybody act at once and prints how long each waited. */
async function together<Item, Result>(
  name: string,
  items: readonly Item[],
  act: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const { result: results, ms } = await timed(() =>
    Promise.all(items.map((item, index) => timed(() => act(item, index)))),
  );
  console.log(
    describeTimes(
      name,
      results.map((one) => one.ms),
      ms,
    ),
  );
  return results.map(({ result }) => result);
}

async function playLoad(url: string, playerCount: number): Promise<void> {
  const lengths = { briefingSeconds: 600, exploringSeconds: 600, racingSeconds: 120 };
  const lesson = warmUpLesson({ seatsPerTeam: 4, classSize: playerCount, lengths });
  const { host, joinCode } = await openClass(url, lesson);
  const names = Array.from({ length: playerCount }, (_, index) => `Student ${index + 1}`);
  const members = await together("join and see the lobby", names, (name) => joinClass(url, joinCode, name));

  const beginsExploring = advanceTo(host, "exploring");
  await together("see exploring begin", members, ({ player }) => player.untilPhase("exploring"));
  await beginsExploring;
  await together("read the labels", members, ({ player }) => player.send("labels:read", {}));
  const { phaseSequence } = host.view;
  const commits = await together("commit (one per team counts)", members, ({ player }) =>
    player.send("design:commit", { phaseSequence, design: quickDesign }),
  );
  const committed = commits.filter(({ ok }) => ok).length;

  const beginsRace = advanceTo(host, "racing");
  await together("see the race begin", members, ({ player }) => player.untilPhase("racing"));
  await beginsRace;
  const uploads = await together("upload one replica", members, ({ player, jar }, index) => {
    const predictions = fixedPredictions(index, 10_000);
    const body = uploadOf(player, index % 5, { step: 2000, trainingError: 0.5, predictions });
    return post(url, jar, "uploadPredictions", { ...body, uploadKey: `load-key-${index}` });
  });
  const counted = uploads.filter((answer) => answer.ok && answer.counted).length;
  const bytes = members.map(({ player }) => player.received.reduce((sum, text) => sum + text.length, 0));
  const kilobytes = bytes.reduce((sum, count) => sum + count, 0) / bytes.length / 1000;
  console.log(`${committed} designs committed, ${counted} of ${uploads.length} uploads counted`);
  console.log(`${kilobytes.toFixed(0)} kB of messages per player`);
  for (const viewer of [host, ...members.map(({ player }) => player)]) viewer.close();
}

const playerCount = Math.min(mostSeats, Math.max(1, Number(process.argv[2] ?? defaultPlayerCount) || 1));
const dataDirectory = await mkdtemp(join(tmpdir(), "deepstakes-load-"));
const game = await startGameProcess(dataDirectory);
console.log(`${playerCount} players on one process with the embedded database`);
try {
  await playLoad(game.url, playerCount);
} finally {
  await game.end("SIGTERM");
  await rm(dataDirectory, { recursive: true, force: true });
}
