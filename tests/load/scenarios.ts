import { mostSeats } from "@/core/game/lesson";
import { recoveryMarginMs } from "@/core/game/phase-actions";
import { EnduringClass } from "@/tests/server/support/enduring-class";
import type { GameProcess } from "@/tests/server/support/game-process";
import { countWrong, fixedPredictions } from "@/tests/server/support/headless-class";
import type { HeadlessViewer } from "@/tests/server/support/headless-viewer";
import { killWhileActing } from "@/tests/server/support/kill-while-acting";
import { closeCrowd, delay, raceCrowd, seatCrowd, seatNames, uploadTogether } from "./crowd";
import type { LoadRecord } from "./measure";

export type Scenario = (game: GameProcess, record: LoadRecord) => Promise<void>;

const replicas = [0, 1, 2, 3, 4];

/** 300 students type the code within two seconds. Target: 99 % acknowledged within a second. */
const joinThreeHundred: Scenario = async ({ url }, record) => {
  const crowd = await seatCrowd(url, record, { size: 300, withinMs: 2000, seatsPerTeam: 4 });
  const names = seatNames(crowd.host);
  record.check(names.length === 300 && new Set(names).size === 300, `${names.length} seats, not 300`);
  closeCrowd(crowd);
};

/** 300 uploads within 200 ms, five times over: every one counts, with the right number of errors. */
const predictionsThreeHundred: Scenario = async ({ url }, record) => {
  const crowd = await seatCrowd(url, record, { size: 300, withinMs: 2000, seatsPerTeam: 3 });
  await raceCrowd(crowd, record);
  const perTeam = { ...crowd, bots: crowd.bots.filter(({ player }) => isFirstOfTeam(crowd.host, player)) };
  record.note("teams", perTeam.bots.length);
  for (const replica of replicas) {
    const counted = await uploadTogether(url, perTeam, record, { replica, withinMs: 200 });
    record.check(counted === perTeam.bots.length, `${counted} of ${perTeam.bots.length} uploads counted`);
  }
  await Promise.all(perTeam.bots.map(({ player }) => player.untilPhase("reveal", 180_000)));
  const [first] = perTeam.bots;
  const rule = first?.player.view.reveal?.rule;
  if (first === undefined || rule === undefined) throw new Error("nothing was revealed");
  const wrong = Array.from({ length: 7 }, (_, salt) =>
    countWrong(first.player, rule, fixedPredictions(salt, 10_000)),
  );
  for (const [index, { player }] of perTeam.bots.entries()) {
    const errors = player.player.score?.errors ?? [];
    const expected = (wrong[index % 7] ?? 0) / 10_000;
    record.check(
      errors.length === 5 && errors.every((error) => error === expected),
      `team ${index}: wrong tally`,
    );
  }
  closeCrowd(crowd);
};

function isFirstOfTeam(host: HeadlessViewer, player: HeadlessViewer): boolean {
  return host.view.teams.some((team) => team.seats[0]?.seatId === player.player.seatId);
}

/** 40 classes of 30 that race at once, each bot reporting every two seconds. Target: 99 % within 250 ms. */
const fortySessions: Scenario = async ({ url }, record) => {
  const crowds = await Promise.all(
    Array.from({ length: 40 }, async (_, index) => {
      await delay(index * 250);
      return seatCrowd(url, record, { size: 30, withinMs: 2000 });
    }),
  );
  await Promise.all(crowds.map((crowd) => raceCrowd(crowd, record)));
  for (let beat = 1; beat <= 10; beat += 1) {
    await Promise.all(
      crowds.flatMap(({ bots }) =>
        bots.map(async ({ player }, index) => {
          await delay((2000 * index) / bots.length);
          const points = [[beat * 100, 0.4] as [number, number]];
          const answer = await record.time("progress acknowledged", () =>
            player.send("race:progress", { replicaIndex: 0, points }),
          );
          record.check(answer.ok, "a progress report was refused");
        }),
      ),
    );
  }
  const foreign = crowds.filter(({ bots, host }) =>
    bots.some(({ player }) => player.view.sessionId !== host.view.sessionId),
  );
  record.check(foreign.length === 0, "a player has another session's view");
  for (const crowd of crowds) closeCrowd(crowd);
};

/** A thousand players in a session, each a team of one: a phase change reaches all of them. Target: 99 % in a second. */
const oneSession: Scenario = async ({ url }, record) => {
  const crowd = await seatCrowd(url, record, { size: mostSeats, withinMs: 6000 });
  record.note("seats", mostSeats);
  record.check(new Set(seatNames(crowd.host)).size === mostSeats, "not everybody is seated once");
  for (const phase of ["briefing", "exploring", "racing"] as const) {
    const { phaseSequence } = await crowd.host.refresh();
    const startedAtMs = performance.now();
    const seen = crowd.bots.map(({ player }) =>
      player.untilPhase(phase).then(() => record.add(`${phase} seen`, performance.now() - startedAtMs)),
    );
    const answer = await crowd.host.send("phase:next", { phaseSequence });
    record.check(answer.ok, `next: ${answer.ok ? "" : answer.refusal}`);
    await Promise.all(seen);
  }
  closeCrowd(crowd);
};

/** SIGKILL twenty times, in every phase, while ten classes of thirty play. */
const twentyKills: Scenario = async (game, record) => {
  const classes = await Promise.all(Array.from({ length: 10 }, () => EnduringClass.open(game.url, 30)));
  let kills = 0;
  const killOnce = async () => {
    const before = classes.map((one) => one.standing());
    const answered = await killWhileActing(game, classes, 300);
    const killedAtMs = performance.now();
    await game.start();
    record.add("server answers again", performance.now() - killedAtMs);
    await Promise.all(classes.map((one) => one.comeBack()));
    record.add("all are back", performance.now() - killedAtMs);
    for (const [index, one] of classes.entries())
      one.expectKept(before[index] as (typeof before)[number], recoveryMarginMs);
    kills += 1;
    record.note("answers before the last kill", answered);
  };
  // Twenty kills over the eight phases; the long ones get more.
  const perPhase = {
    lobby: 1,
    briefing: 3,
    exploring: 4,
    racing: 3,
    scoring: 1,
    reveal: 3,
    debrief: 3,
    podium: 2,
  };
  for (const [phase, count] of Object.entries(perPhase)) {
    for (let kill = 0; kill < count; kill += 1) await killOnce();
    if (phase === "reveal") for (const one of classes) one.expectScores();
    if (phase === "podium") break;
    await Promise.all(classes.map((one) => (one.phase === phase ? one.goOn() : undefined)));
  }
  record.note("kills", kills);
  for (const one of classes) one.close();
};

export const scenarios = {
  "join-300": joinThreeHundred,
  "predictions-300": predictionsThreeHundred,
  "sessions-40x30": fortySessions,
  "one-session-1000": oneSession,
  "kill-20": twentyKills,
} as const satisfies Record<string, Scenario>;
