import { afterAll, beforeAll, expect, it } from "vitest";
import { type GameServer, startGameServer } from "@/tests/server/support/game-server";
import {
  advanceTo,
  divergedUpload,
  joinClass,
  openClass,
  quickDesign,
  sureBallot,
  warmUpLesson,
} from "@/tests/server/support/headless-class";
import { post } from "@/tests/server/support/headless-viewer";

const words = ["North", "South", "East", "West", "Upper", "Lower"];
const classSize = 5;

let server: GameServer;
beforeAll(async () => {
  server = await startGameServer();
});
afterAll(() => server.close());

/** One class from the lobby into the reveal. */
async function playClass(word: string) {
  const { host, joinCode } = await openClass(server.url, warmUpLesson({ seatsPerTeam: 1 }));
  const names = Array.from({ length: classSize }, (_, index) => `${word} ${index + 1}`);
  const members = await Promise.all(names.map((name) => joinClass(server.url, joinCode, name)));
  await advanceTo(host, "exploring");
  await Promise.all(
    members.map(async ({ player }) => {
      await player.untilPhase("exploring");
      const { phaseSequence } = player.view;
      await player.send("ballot:cast", { phaseSequence, ballot: sureBallot(player) });
      await player.send("draft:set", { phaseSequence, design: quickDesign });
      expect(await player.send("design:commit", { phaseSequence, design: quickDesign })).toEqual({
        ok: true,
      });
    }),
  );
  await advanceTo(host, "racing");
  await Promise.all(
    members.map(async ({ player, jar }) => {
      await player.untilPhase("racing");
      await player.send("race:progress", { replicaIndex: 0, points: [[50, 0.3]] });
      for (const replica of [0, 1, 2, 3, 4]) {
        const answer = await post(server.url, jar, "uploadPredictions", divergedUpload(player, replica));
        expect(answer).toEqual({ ok: true, counted: true });
      }
    }),
  );
  const viewers = [host, ...members.map(({ player }) => player)];
  await Promise.all(viewers.map((viewer) => viewer.untilPhase("reveal")));
  const seats = members.map(({ player }) => player.player.seatId as string);
  return { word, viewers, marks: [word, joinCode, host.view.sessionId as string, ...seats] };
}

it("plays six classes at once, and no viewer receives a word of another class", async () => {
  const classes = await Promise.all(words.map(playClass));

  for (const own of classes) {
    const received = own.viewers.flatMap((viewer) => viewer.received).join("\n");
    expect(own.marks.filter((mark) => !received.includes(mark))).toEqual([]);
    const foreign = classes.filter((other) => other !== own).flatMap((other) => other.marks);
    expect(foreign.filter((mark) => received.includes(mark))).toEqual([]);
    expect(own.viewers[0]?.view.reveal?.scores).toHaveLength(classSize);
  }
  for (const { viewers } of classes) for (const viewer of viewers) viewer.close();
});
