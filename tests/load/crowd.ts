import {
  advanceTo,
  fixedPredictions,
  openClass,
  quickDesign,
  uploadOf,
  warmUpLesson,
} from "@/tests/server/support/headless-class";
import { CookieJar, HeadlessViewer, post } from "@/tests/server/support/headless-viewer";
import type { LoadRecord } from "./measure";

export const longLengths = { briefingSeconds: 600, exploringSeconds: 600, racingSeconds: 120 };

export interface Bot {
  readonly player: HeadlessViewer;
  readonly jar: CookieJar;
}

export interface Crowd {
  readonly host: HeadlessViewer;
  readonly joinCode: string;
  readonly bots: readonly Bot[];
}

/** Opens a session and seats `size` bots, their joins spread evenly over `withinMs`. */
export async function seatCrowd(
  url: string,
  record: LoadRecord,
  { size, withinMs, seatsPerTeam = 1 }: { size: number; withinMs: number; seatsPerTeam?: number },
): Promise<Crowd> {
  const lesson = warmUpLesson({ seatsPerTeam, classSize: size, lengths: longLengths });
  const { host, joinCode } = await openClass(url, lesson);
  const bots = await Promise.all(
    Array.from({ length: size }, async (_, index) => {
      await delay((withinMs * index) / size);
      return seatBot(url, joinCode, { name: `Bot ${index + 1}`, record });
    }),
  );
  await host.until(({ view }) => seatNames(host).length >= size && view.phase === "lobby");
  return { host, joinCode, bots };
}

async function seatBot(
  url: string,
  joinCode: string,
  { name, record }: { name: string; record: LoadRecord },
): Promise<Bot> {
  const jar = new CookieJar();
  const joined = await record.time("join acknowledged", () => post(url, jar, "join", { joinCode, name }));
  if (!joined.ok) throw new Error(`join: ${joined.refusal}`);
  const player = new HeadlessViewer(url, jar, joinCode, "player");
  player.keepsPackets = false;
  await record.time("first view", () => player.until(({ own }) => own !== null));
  return { player, jar };
}

/** Every name in the host's roster. */
export function seatNames(host: HeadlessViewer): string[] {
  return host.view.teams.flatMap((team) => team.seats.map(({ name }) => name));
}

/** Everybody commits, then the race begins; each step is timed. */
export async function raceCrowd(crowd: Crowd, record: LoadRecord): Promise<void> {
  const { host, bots } = crowd;
  await changePhase(crowd, "exploring", record);
  await Promise.all(
    bots.map(async ({ player }) => {
      const { phaseSequence } = player.view;
      const answer = await record.time("commit acknowledged", () =>
        player.send("design:commit", { phaseSequence, design: quickDesign }),
      );
      const isDone = answer.ok || ["already-committed", "not-captain"].includes(answer.refusal);
      record.check(isDone, `commit: ${answer.ok ? "" : answer.refusal}`);
    }),
  );
  await host.refresh();
  await changePhase(crowd, "racing", record);
}

/** Times from the host's press to each bot's view of the next phase. */
async function changePhase(
  { host, bots }: Crowd,
  phase: "exploring" | "racing",
  record: LoadRecord,
): Promise<void> {
  if (phase === "exploring") await advanceTo(host, "briefing");
  const startedAtMs = performance.now();
  const seen = bots.map(({ player }) =>
    player.untilPhase(phase).then(() => record.add("phase change seen", performance.now() - startedAtMs)),
  );
  await advanceTo(host, phase);
  await Promise.all(seen);
}

/** One upload of each bot within `withinMs`; returns how many counted. */
export async function uploadTogether(
  url: string,
  { bots }: Crowd,
  record: LoadRecord,
  { replica, withinMs }: { replica: number; withinMs: number },
): Promise<number> {
  const answers = await Promise.all(
    bots.map(async ({ player, jar }, index) => {
      await delay((withinMs * index) / bots.length);
      const predictions = fixedPredictions(index % 7, 10_000);
      const body = uploadOf(player, replica, { step: 9, trainingError: 0.5, predictions });
      return record.time("upload acknowledged", () => post(url, jar, "uploadPredictions", body));
    }),
  );
  return answers.filter((answer) => answer.ok && answer.counted).length;
}

export function closeCrowd({ host, bots }: Crowd): void {
  for (const viewer of [host, ...bots.map(({ player }) => player)]) viewer.close();
}

export function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
