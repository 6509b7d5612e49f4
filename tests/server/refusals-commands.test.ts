import { afterEach, describe, expect, it } from "vitest";
import { type CommandName, commandTable } from "@/core/contract/socket-commands";
import type { Refusal } from "@/core/game/refusal";
import { quickDesign, sureBallot } from "./support/headless-class";
import { CookieJar, type HeadlessViewer, post } from "./support/headless-viewer";
import { RefusalStage, refused, send } from "./support/refusal-stage";
import { validPayloads } from "./support/valid-payloads";

const stage = new RefusalStage();

describe("a command", () => {
  const junk: unknown[] = [
    null,
    undefined,
    7,
    "text",
    true,
    [],
    [{}],
    { phaseSequence: "1" },
    { phaseSequence: -1 },
    { phaseSequence: 0.5 },
    { phaseSequence: {}, design: [] },
    { __proto__: null, constructor: 1 },
    Buffer.from([1, 2, 3]),
  ];
  const needsPayload = (Object.keys(commandTable) as CommandName[]).filter(
    (name) => !commandTable[name].payload.safeParse({}).success,
  );

  it.each(needsPayload)("%s with a malformed payload is refused", async (name) => {
    // A socket of its own for each command: a burst of junk costs its sender's budget.
    const viewer = stage.connectAs(new CookieJar(), "projector");
    await viewer.until(({ shared }) => shared !== null);
    for (const payload of junk) {
      const answer = await send(viewer, name, payload);
      expect([name, payload, answer]).toEqual([name, payload, refused("malformed")]);
    }
  });

  it("with an extra key is refused", async () => {
    const { phaseSequence } = stage.bo.player.view;
    const extraKey = { phaseSequence, design: quickDesign, seatId: stage.ann.player.player.seatId };
    expect(await send(stage.bo.player, "design:commit", extraKey)).toEqual(refused("malformed"));
    expect(await send(stage.bo.player, "view:read", { all: true })).toEqual(refused("malformed"));
  });

  it("beyond its size limit is refused, and beyond the frame limit ends that socket alone", async () => {
    const large = { phaseSequence: 1, design: quickDesign, padding: "x".repeat(1000) };
    expect(await send(stage.bo.player, "design:commit", large)).toEqual(refused("too-large"));

    const viewer = stage.connectAs(new CookieJar(), "projector");
    await viewer.until(({ shared }) => shared !== null);
    const dropped = new Promise((resolve) => viewer.socket.once("disconnect", resolve));
    viewer.socket.emit("view:read", { padding: "x".repeat(200_000) });
    await dropped;
    await viewer.until(({ socket }) => socket.connected);
    await viewer.refresh();
  });

  it("of an unknown name is refused", async () => {
    for (const name of ["admin:all", "toString", "__proto__", "constructor", ""])
      expect(await send(stage.bo.player, name, {})).toEqual(refused("malformed"));
  });

  it("without an acknowledgement, or with it in the payload's place, is survived", async () => {
    stage.bo.player.socket.emit("design:commit");
    stage.bo.player.socket.emit("design:commit", null);
    stage.bo.player.socket.emit("phase:next", { phaseSequence: stage.bo.player.view.phaseSequence });
    expect(await stage.bo.player.socket.emitWithAck("view:read")).toEqual(refused("malformed"));
  });

  it("sent in a flood is refused as too fast, and the flood slows nobody else", async () => {
    const viewer = stage.connectAs(new CookieJar(), "projector");
    await viewer.until(({ shared }) => shared !== null);
    const answers = await Promise.all(Array.from({ length: 300 }, () => viewer.send("view:read", {})));
    const fast = answers.filter((answer) => !answer.ok);
    expect(fast.length).toBeGreaterThan(200);
    for (const answer of fast) expect(answer).toEqual(refused("too-fast"));
    expect((await stage.bo.player.send("view:read", {})).ok).toBe(true);
  });

  const validPayload = (name: CommandName) => validPayloads(stage.ann.player)[name];
  const wrongRole = (role: "host" | "projector" | "player") =>
    (Object.keys(commandTable) as CommandName[]).filter(
      // The host of this class is no co-host: what only an owner may do is theirs.
      (name) =>
        !commandTable[name].roles.some(
          (allowed) => allowed === role || (allowed === "owner" && role === "host"),
        ),
    );

  it.each(wrongRole("player"))("%s by a player is not allowed", async (name) => {
    expect(await send(stage.ann.player, name, validPayload(name))).toEqual(refused("not-allowed"));
  });
  it.each(wrongRole("projector"))("%s by a projector is not allowed", async (name) => {
    expect(await send(stage.projector, name, validPayload(name))).toEqual(refused("not-allowed"));
  });
  it.each(wrongRole("host"))("%s by the host is not allowed", async (name) => {
    expect(await send(stage.opened.host, name, validPayload(name))).toEqual(refused("not-allowed"));
  });

  it("that commits twice, is stale, comes in the wrong phase or leaves the grid is refused", async () => {
    const { phaseSequence } = stage.ann.player.view;
    const { player } = stage.ann;
    const ballot = sureBallot(player);
    const cases: [HeadlessViewer, CommandName, Record<string, unknown>, Refusal][] = [
      [player, "design:commit", { phaseSequence, design: quickDesign }, "already-committed"],
      [player, "ballot:cast", { phaseSequence, ballot }, "already-committed"],
      [player, "pilot:start", { phaseSequence, design: quickDesign, sweep: null }, "already-committed"],
      [stage.bo.player, "design:commit", { phaseSequence: phaseSequence - 1, design: quickDesign }, "stale"],
      [stage.bo.player, "design:commit", { phaseSequence: phaseSequence + 1, design: quickDesign }, "stale"],
      [stage.bo.player, "draft:set", { phaseSequence: phaseSequence - 1, design: quickDesign }, "stale"],
      [
        stage.bo.player,
        "design:commit",
        { phaseSequence, design: { ...quickDesign, depth: 4 } },
        "not-on-grid",
      ],
      [
        stage.bo.player,
        "pilot:start",
        { phaseSequence, design: { ...quickDesign, width: 4096 }, sweep: null },
        "not-on-grid",
      ],
      [stage.bo.player, "draft:set", { phaseSequence, design: { ...quickDesign, width: 11 } }, "not-on-grid"],
      [stage.bo.player, "ballot:cast", { phaseSequence, ballot: ballot.slice(1) }, "ballot-invalid"],
      [stage.bo.player, "team:choose", { teamId: null }, "wrong-phase"],
      [stage.bo.player, "race:progress", { replicaIndex: 0, points: [[1, 0]] }, "wrong-phase"],
      [stage.bo.player, "figure:predict", { phaseSequence, errors: [0.1] }, "wrong-phase"],
      [
        stage.bo.player,
        "debrief:answer",
        { phaseSequence, observation: "unclear", evidence: "" },
        "wrong-phase",
      ],
      [stage.bo.player, "pilot:report", { ...validPayload("pilot:report") }, "no-such-pilot"],
      [stage.opened.host, "phase:next", { phaseSequence: phaseSequence - 1 }, "stale"],
      [stage.opened.host, "round:redo", { phaseSequence: phaseSequence + 1 }, "stale"],
      [stage.opened.host, "reveal:page", { phaseSequence, page: 1 }, "wrong-phase"],
      [stage.opened.host, "figure:unlock", { phaseSequence }, "wrong-phase"],
      [stage.opened.host, "session:resume", {}, "not-paused"],
      [stage.opened.host, "seat:remove", { seatId: "nobody" }, "no-such-seat"],
      [stage.opened.host, "seat:reopen", { seatId: "nobody" }, "no-such-seat"],
    ];
    for (const [viewer, name, payload, refusal] of cases)
      expect([name, await send(viewer, name, payload)]).toEqual([name, refused(refusal)]);
  });
});

describe("while the host has", () => {
  afterEach(() => stage.rememberView());

  it("paused, what players do with the task is refused, and the deadline waits", async () => {
    const { host } = stage.opened;
    const left = (host.view.deadlineAtMs ?? 0) - Date.now();
    expect(await host.send("session:pause", {})).toEqual({ ok: true });
    await stage.bo.player.until(({ view }) => view.pausedAtMs !== null);
    const { phaseSequence } = stage.bo.player.view;
    const ballot = sureBallot(stage.bo.player);
    for (const [name, payload] of [
      ["design:commit", { phaseSequence, design: quickDesign }],
      ["draft:set", { phaseSequence, design: quickDesign }],
      ["pilot:start", { phaseSequence, design: quickDesign, sweep: null }],
      ["ballot:cast", { phaseSequence, ballot }],
    ] as const)
      expect([name, await send(stage.bo.player, name, payload)]).toEqual([name, refused("paused")]);
    expect(await host.send("session:pause", {})).toEqual(refused("paused"));
    expect(await host.send("session:resume", {})).toEqual({ ok: true });
    await host.until(({ view }) => view.pausedAtMs === null);
    expect((host.view.deadlineAtMs ?? 0) - Date.now()).toBeLessThanOrEqual(left);
    await stage.rememberView();
  });

  it("locked the session, nobody joins, filled the class, the surplus waits, and those who sit stay", async () => {
    const { host, joinCode } = stage.opened;
    const join = () => post(stage.url, new CookieJar(), "join", { joinCode, name: "Late" });
    await host.send("session:lock", { isLocked: true });
    expect(await join()).toEqual(refused("session-locked"));
    expect((await post(stage.url, stage.ann.jar, "join", { joinCode, name: "Ann" })).ok).toBe(true);
    await host.send("session:lock", { isLocked: false });
    await host.send("class:resize", { classSize: 2 });
    expect(await join()).toMatchObject({ ok: true, isWaiting: true });
    await host.send("class:resize", { classSize: 60 });
    await host.until(({ view }) => view.classSize === 60 && !view.isLocked);
    await stage.rememberView();
  });
});
