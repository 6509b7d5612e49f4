import { afterAll, afterEach, beforeAll, expect } from "vitest";
import type { CommandName } from "@/core/contract/socket-commands";
import type { Refusal } from "@/core/game/refusal";
import { type GameServer, startGameServer } from "./game-server";
import { advanceTo, joinClass, openClass, quickDesign, warmUpLesson } from "./headless-class";
import { CookieJar, HeadlessViewer } from "./headless-viewer";

type Opened = Awaited<ReturnType<typeof openClass>>;
type Member = Awaited<ReturnType<typeof joinClass>>;
type Role = "host" | "projector" | "player";

/**
 * A class of two one-seat teams in exploring, Ann committed, on which refusals are tried. After every test the whole
 * view of the host must be what it was: nothing refused may leave a trace.
 */
export class RefusalStage {
  #server: GameServer | null = null;
  #opened: Opened | null = null;
  #members: readonly Member[] = [];
  #projector: HeadlessViewer | null = null;
  #undisturbed: { version: number; view: string } | null = null;
  readonly #extra: HeadlessViewer[] = [];

  /** Sets the stage for the tests of the file that calls it. */
  constructor() {
    beforeAll(() => this.#begin());
    afterAll(() => this.#server?.close());
    afterEach(async () => {
      for (const viewer of this.#extra.splice(0)) viewer.close();
      expect(await this.#lookAsHost()).toEqual(this.#undisturbed);
      expect((await fetch(`${this.url}/healthz`)).status).toBe(200);
      for (const { player } of this.#members) expect(player.socket.connected).toBe(true);
    });
  }

  get url(): string {
    return known(this.#server).url;
  }

  get port(): number {
    return known(this.#server).port;
  }

  get opened(): Opened {
    return known(this.#opened);
  }

  get projector(): HeadlessViewer {
    return known(this.#projector);
  }

  get ann(): Member {
    return known(this.#members[0] ?? null);
  }

  get bo(): Member {
    return known(this.#members[1] ?? null);
  }

  /** What the host sees now is what later tests must leave. */
  async rememberView(): Promise<void> {
    this.#undisturbed = await this.#lookAsHost();
  }

  /** A socket that is closed after the test. */
  connectAs(
    jar: CookieJar,
    role: Role,
    changes: ConstructorParameters<typeof HeadlessViewer>[4] & { joinCode?: string } = {},
  ): HeadlessViewer {
    const joinCode = changes.joinCode ?? this.opened.joinCode;
    const viewer = new HeadlessViewer(this.url, jar, joinCode, role, changes);
    this.#extra.push(viewer);
    return viewer;
  }

  async #begin(): Promise<void> {
    this.#server = await startGameServer();
    this.#opened = await openClass(this.url, warmUpLesson({ seatsPerTeam: 1 }));
    const { joinCode, host } = this.opened;
    this.#projector = new HeadlessViewer(this.url, new CookieJar(), joinCode, "projector");
    const ann = await joinClass(this.url, joinCode, "Ann");
    this.#members = [ann, await joinClass(this.url, joinCode, "Bo")];
    await advanceTo(host, "exploring");
    await ann.player.untilPhase("exploring");
    const { phaseSequence } = ann.player.view;
    await ann.player.send("design:commit", { phaseSequence, design: quickDesign });
    await ann.player.until(({ player }) => player.teamRound?.commitment !== null);
    await this.rememberView();
  }

  /** The whole view of a fresh host's socket: old ones may have spent their budget of commands. */
  async #lookAsHost(): Promise<{ version: number; view: string }> {
    const viewer = new HeadlessViewer(this.url, this.opened.jar, this.opened.joinCode, "host");
    await viewer.until(({ shared }) => shared !== null);
    viewer.close();
    return { version: viewer.version, view: JSON.stringify(viewer.view) };
  }
}

export const refused = (refusal: Refusal) => ({ ok: false, refusal });

/** Sends what the types would not let through. */
export const send = (viewer: HeadlessViewer, name: string, payload: unknown) =>
  viewer.send(name as CommandName, payload as Record<string, unknown>);

function known<Value>(value: Value | null): Value {
  if (value === null) throw new Error("the stage is not set");
  return value;
}
