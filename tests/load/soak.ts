import {
  divergedUpload,
  next,
  openClass,
  quickDesign,
  sureBallot,
  warmUpLesson,
} from "@/tests/server/support/headless-class";
import { CookieJar, HeadlessViewer, post } from "@/tests/server/support/headless-viewer";
import type { Bot } from "./crowd";
import type { LoadRecord } from "./measure";

const botCount = 200;
const roundsPerSession = 3;

interface Sample {
  readonly commands: number;
  readonly heapBytes: number;
  readonly residentBytes: number;
  readonly handles: number;
}

/**
 * 200 bots play lesson after lesson for `minutes`; after each round the server's memory is read from its own figures.
 * Notes the slope of the heap per 1,000 commands over the second half, and the open handles.
 */
export async function soak(url: string, record: LoadRecord, minutes: number): Promise<void> {
  const samples: Sample[] = [];
  const endsAtMs = performance.now() + minutes * 60_000;
  while (performance.now() < endsAtMs) await playLesson(url, record, samples);
  const settled = samples.slice(Math.floor(samples.length / 2));
  record.note("samples", samples.length);
  record.note("commands", samples.at(-1)?.commands ?? 0);
  record.note("heap, kB per 1,000 commands", slope(settled, ({ heapBytes }) => heapBytes / 1000).toFixed(1));
  record.note(
    "resident, kB per 1,000 commands",
    slope(settled, (one) => one.residentBytes / 1000).toFixed(1),
  );
  record.note("resident memory at the end, MB", ((samples.at(-1)?.residentBytes ?? 0) / 1e6).toFixed(0));
  record.note(
    "open handles, first and last",
    `${samples.at(0)?.handles ?? 0}, ${samples.at(-1)?.handles ?? 0}`,
  );
}

async function playLesson(url: string, record: LoadRecord, samples: Sample[]): Promise<void> {
  const lengths = { briefingSeconds: 600, exploringSeconds: 600, racingSeconds: 120 };
  const lesson = warmUpLesson({ seatsPerTeam: 1, classSize: botCount, lengths }, roundsPerSession);
  const teams = { ...lesson, settings: { ...lesson.settings, seatsPerTeam: 4 } };
  const { host, joinCode } = await openClass(url, teams);
  host.keepsPackets = false;
  const bots = await Promise.all(
    Array.from({ length: botCount }, async (_, index): Promise<Bot> => {
      const jar = new CookieJar();
      const joined = await post(url, jar, "join", { joinCode, name: `Bot ${index}` });
      if (!joined.ok) throw new Error(joined.refusal);
      const player = new HeadlessViewer(url, jar, joinCode, "player");
      player.keepsPackets = false;
      await player.until(({ own }) => own !== null);
      return { player, jar };
    }),
  );
  for (let round = 0; round < roundsPerSession; round += 1) {
    await playRound(url, { host, bots, record });
    samples.push(await readFigures(url));
  }
  await host.send("session:close", {});
  for (const viewer of [host, ...bots.map(({ player }) => player)]) viewer.close();
}

async function playRound(
  url: string,
  { host, bots, record }: { host: HeadlessViewer; bots: readonly Bot[]; record: LoadRecord },
): Promise<void> {
  const all = [host, ...bots.map(({ player }) => player)];
  const reach = (phase: "exploring" | "racing" | "reveal" | "debrief") =>
    Promise.all(all.map((viewer) => viewer.untilPhase(phase, 240_000)));
  await next(host);
  await host.untilPhase("briefing");
  await next(host);
  await reach("exploring");
  await Promise.all(
    bots.map(async ({ player }) => {
      const { phaseSequence } = player.view;
      const ballot = { phaseSequence, ballot: sureBallot(player) };
      for (let count = 0; count < 5; count += 1)
        await record.time("ballot acknowledged", () => player.send("ballot:cast", ballot));
      await player.send("design:commit", { phaseSequence, design: quickDesign });
    }),
  );
  if (host.view.phase === "exploring") await next(host).catch(() => undefined);
  await reach("racing");
  await Promise.all(
    bots.map(async ({ player, jar }) => {
      for (const replica of [0, 1, 2, 3, 4])
        await upload(url, jar, { body: divergedUpload(player, replica), record });
    }),
  );
  await reach("reveal");
  await next(host);
  await reach("debrief");
}

/**
 * Like a device, sends an upload again whose connection failed: a server may close an idle connection at the moment
 * in which a client takes it up. How often that was, and why, is told.
 */
async function upload(
  url: string,
  jar: CookieJar,
  { body, record }: { body: ReturnType<typeof divergedUpload>; record: LoadRecord },
): Promise<void> {
  for (;;) {
    try {
      await record.time("upload acknowledged", () => post(url, jar, "uploadPredictions", body));
      return;
    } catch (error) {
      const cause =
        error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
      record.count(`uploads sent again: ${cause}`);
    }
  }
}

/** Reads the server's own figures. */
async function readFigures(url: string): Promise<Sample> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const sum = (name: string) =>
    text
      .split("\n")
      .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
      .reduce((total, line) => total + Number(line.slice(line.lastIndexOf(" ") + 1)), 0);
  return {
    commands: sum("deepstakes_command_seconds_count"),
    heapBytes: sum("deepstakes_nodejs_heap_size_used_bytes"),
    residentBytes: sum("deepstakes_process_resident_memory_bytes"),
    handles: sum("deepstakes_nodejs_active_handles_total"),
  };
}

/** Least squares: how much `value` grows per 1,000 commands. */
function slope(samples: readonly Sample[], value: (sample: Sample) => number): number {
  const meanOf = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
  const x = samples.map(({ commands }) => commands / 1000);
  const y = samples.map(value);
  const [meanX, meanY] = [meanOf(x), meanOf(y)];
  const covariance = x.reduce((sum, one, index) => sum + (one - meanX) * ((y[index] ?? 0) - meanY), 0);
  const variance = x.reduce((sum, one) => sum + (one - meanX) ** 2, 0);
  return variance === 0 ? 0 : covariance / variance;
}
