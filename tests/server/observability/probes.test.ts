import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createLog } from "@/server/log";
import { createMetrics } from "@/server/observability/metrics";
import { createProbeHandlers } from "@/server/observability/probe-handlers";
import { timedStore } from "@/server/observability/timed-store";
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
import { CookieJar, post } from "@/tests/server/support/headless-viewer";

const metricsToken = "a-token-of-many-letters";
const names = ["Ann Unmistakable", "Bo Wunderlich"] as const;
const lines: string[] = [];
const log = createLog("info", { write: (line) => void lines.push(line) });
let server: GameServer;
beforeAll(async () => {
  server = await startGameServer({ metricsToken, log });
});
afterAll(() => server.close());

function get(path: string, headers: Record<string, string> = {}): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(server.url + path, { headers, agent: false }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
    });
    sent.once("error", reject);
    sent.end();
  });
}

/** Values by their names with labels. */
function valuesOf(text: string): Map<string, number> {
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(
    lines.map((line) => {
      const end = line.lastIndexOf(" ");
      return [line.slice(0, end), Number(line.slice(end + 1))];
    }),
  );
}

describe("the probes", () => {
  it("say that the server lives and is ready", async () => {
    expect(await get("/healthz")).toEqual({ status: 200, text: "ok\n" });
    expect(await get("/readyz")).toEqual({ status: 200, text: "ok\n" });
  });

  it("say not ready when the database refuses, or while the server is closing", async () => {
    const answers: number[] = [];
    const ask = async (isOpen: boolean, askDatabase: () => Promise<unknown>) => {
      const [ready] = createProbeHandlers({
        metrics: createMetrics(),
        addressOf: () => "127.0.0.1",
        metricsToken: null,
        askDatabase,
        isOpen: () => isOpen,
      });
      await new Promise<void>((resolve) => {
        const response = {
          destroyed: false,
          writeHead(status: number) {
            answers.push(status);
            return this;
          },
          end: () => resolve(),
        };
        expect(ready?.({ url: "/readyz" } as never, response as never)).toBe(true);
      });
    };
    await ask(true, async () => 1);
    await ask(true, () => Promise.reject(new Error("gone")));
    await ask(false, async () => 1);
    expect(answers).toEqual([200, 503, 503]);
  });
});

describe("the figures", () => {
  it("count sessions, seats, answers, refusals, the database and the referee", async () => {
    const before = valuesOf((await get("/metrics")).text);
    const { host, joinCode } = await openClass(server.url, warmUpLesson({ seatsPerTeam: 1 }));
    const members = await Promise.all(
      ["Ann", "Bo", "Cy"].map((name) => joinClass(server.url, joinCode, name)),
    );
    await advanceTo(host, "exploring");
    const [ann, bo] = members;
    await ann?.player.untilPhase("exploring");
    await ann?.player.send("labels:read", {});
    await ann?.player.send("phase:next", { phaseSequence: 1 });
    await ann?.player.send("__proto__" as never, {});
    await post(server.url, new CookieJar(), "join", { joinCode: "ZZZZZZ", name: "Di" });
    bo?.player.close();
    await vi.waitFor(async () => {
      const now = valuesOf((await get("/metrics")).text);
      expect(now.get('deepstakes_seats{state="connected"}')).toBe(2);
    });

    const after = valuesOf((await get("/metrics")).text);
    const grown = (name: string) => (after.get(name) ?? 0) - (before.get(name) ?? 0);
    expect(after.get('deepstakes_sessions{phase="exploring"}')).toBe(1);
    expect(after.get('deepstakes_seats{state="connected"}')).toBe(2);
    expect(after.get('deepstakes_seats{state="away"}')).toBe(1);
    expect(after.get("deepstakes_waiting_commands")).toBe(0);
    expect(grown('deepstakes_command_seconds_count{channel="http",command="join"}')).toBe(4);
    expect(grown('deepstakes_command_seconds_count{channel="socket",command="labels:read"}')).toBe(1);
    expect(grown('deepstakes_command_seconds_count{channel="socket",command="unknown"}')).toBe(1);
    expect(grown('deepstakes_command_seconds_count{channel="handshake",command="connect"}')).toBe(4);
    expect(grown('deepstakes_refused_total{channel="socket",reason="not-allowed"}')).toBe(1);
    expect(grown('deepstakes_refused_total{channel="socket",reason="malformed"}')).toBe(1);
    expect(grown('deepstakes_refused_total{channel="http",reason="unknown-code"}')).toBe(1);
    expect(grown('deepstakes_database_seconds_count{operation="commit"}')).toBeGreaterThan(0);
    expect(after.get('deepstakes_referee_job_seconds_count{kind="label",outcome="done"}')).toBeGreaterThan(0);
    expect(after.get("deepstakes_referee_threads")).toBeGreaterThan(0);
    for (const viewer of [host, ...members.map(({ player }) => player)]) viewer.close();
  });

  it("go to this machine, or to whoever has the token, and to nobody through a proxy without it", async () => {
    const token = metricsToken;
    expect((await get("/metrics")).status).toBe(200);
    const proxied = { "x-forwarded-for": "127.0.0.1" };
    expect(await get("/metrics", proxied)).toEqual({ status: 404, text: "not found\n" });
    expect((await get("/metrics", { ...proxied, authorization: "Bearer wrong" })).status).toBe(404);
    expect((await get("/metrics", { ...proxied, authorization: `Bearer ${token}` })).status).toBe(200);
  });

  it.each([
    ["192.168.1.5", null, undefined, 404],
    ["::ffff:127.0.0.1", null, undefined, 200],
    ["::1", null, undefined, 200],
    ["2001:db8::1", null, undefined, 404],
    ["unknown", null, undefined, 404],
    ["192.168.1.5", null, "Bearer null", 404],
    ["192.168.1.5", "right-right-right", "Bearer right-right-right", 200],
  ])("to %s with the token %s and %s answer %i", async (address, token, authorization, expected) => {
    const [, figures] = createProbeHandlers({
      metrics: createMetrics(),
      addressOf: () => address,
      metricsToken: token,
      askDatabase: async () => 1,
      isOpen: () => true,
    });
    const status = await new Promise<number>((resolve) => {
      const response = {
        destroyed: false,
        writeHead(given: number) {
          resolve(given);
          return this;
        },
        end: () => undefined,
      };
      figures?.({ url: "/metrics", headers: { authorization } } as never, response as never);
    });
    expect(status).toBe(expected);
  });

  it("time a failed call to the database too, and pass its error on", async () => {
    const metrics = createMetrics();
    const failing = timedStore(
      { ...server.store, commit: () => Promise.reject(new Error("disk full")) },
      metrics,
    );
    const batch = { events: [], predictions: [], summaries: [], snapshot: null };
    await expect(failing.commit("x", batch)).rejects.toThrow("disk full");
    const values = valuesOf(await metrics.text());
    expect(values.get('deepstakes_database_seconds_count{operation="commit"}')).toBe(1);
  });
});

describe("the log", () => {
  it("says nothing of names, codes and tokens in the log of a whole round", async () => {
    const { host, jar, joinCode, recoveryCode } = await openClass(
      server.url,
      warmUpLesson({ seatsPerTeam: 1 }),
    );
    const members = await Promise.all(names.map((name) => joinClass(server.url, joinCode, name)));
    const players = members.map(({ player }) => player);
    await advanceTo(host, "exploring");
    for (const player of players) {
      await player.untilPhase("exploring");
      const { phaseSequence } = player.view;
      await player.send("ballot:cast", { phaseSequence, ballot: sureBallot(player) });
      await player.send("design:commit", { phaseSequence, design: quickDesign });
    }
    await advanceTo(host, "racing");
    for (const { player, jar: own } of members) {
      await player.untilPhase("racing");
      for (const replica of [0, 1, 2, 3, 4])
        await post(server.url, own, "uploadPredictions", divergedUpload(player, replica));
    }
    await host.untilPhase("reveal");
    await host.send("seat:remove", { seatId: players[1]?.player.seatId });
    await post(server.url, new CookieJar(), "recoverHost", { joinCode, recoveryCode });
    await post(server.url, members[0]?.jar.copy() ?? jar, "returnToSeat", {
      joinCode,
      seatCode: members[0]?.seatCode ?? "",
    });
    for (const viewer of [host, ...players]) viewer.close();
    // Something must have been written, or the search proves nothing.
    log.info({ name: names[0], note: "the log works" }, "the log works");

    const text = lines.join("\n");
    expect(text).toContain("the log works");
    const tokens = [jar, ...members.map((member) => member.jar)].flatMap((one) => [...one.cookies.values()]);
    const codes = [joinCode, recoveryCode, ...members.map(({ seatCode }) => seatCode)];
    expect(tokens).toHaveLength(3);
    expect([...names, "Wunderlich", ...tokens, ...codes].filter((secret) => text.includes(secret))).toEqual(
      [],
    );
    for (const line of lines) expect(() => JSON.parse(line)).not.toThrow();
  });
});
