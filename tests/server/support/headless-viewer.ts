import { io, type Socket } from "socket.io-client";
import { type HttpAnswer, type HttpBody, type HttpName, httpTable } from "@/core/contract/http-bodies";
import { protocolVersion } from "@/core/contract/protocol-version";
import { type LiveMessage, ViewMessageSchema } from "@/core/contract/server-events";
import type {
  Answer,
  CommandName,
  CommandPayload,
  CommandReply,
  Role,
} from "@/core/contract/socket-commands";
import type { HostOwnView } from "@/core/game/host-view-schema";
import { type OwnView, type PlayerOwnView, type SharedView, SharedViewSchema } from "@/core/game/view";

/** What a browser remembers: cookies by name. */
export class CookieJar {
  readonly cookies = new Map<string, string>();
  /** Every answer to a POST as it came: status, headers and body, for searches. */
  readonly received: string[] = [];

  /** The same cookies in another browser profile. */
  copy(): CookieJar {
    const copy = new CookieJar();
    for (const [name, value] of this.cookies) copy.cookies.set(name, value);
    return copy;
  }

  keep(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [pair] = line.split(";");
      const [name, value] = (pair as string).split("=");
      this.cookies.set(name as string, value as string);
    }
  }

  get header(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }
}

/** Posts a body of the contract as a browser would, with the jar's cookies. */
export async function post<Name extends HttpName>(
  url: string,
  jar: CookieJar,
  name: Name,
  body: HttpBody<Name> | Record<string, unknown>,
): Promise<HttpAnswer<Name>> {
  const response = await fetch(url + httpTable[name].path, {
    method: "POST",
    headers: { "content-type": "application/json", cookie: jar.header, origin: url },
    body: JSON.stringify(body),
  });
  jar.keep(response);
  const text = await response.text();
  const headers = [...response.headers].map(([key, value]) => `${key}: ${value}`).join("\n");
  jar.received.push(`${response.status}\n${headers}\n\n${text}`);
  return JSON.parse(text) as HttpAnswer<Name>;
}

/** One viewer over a real socket, keeping what a browser would keep of its view. */
export class HeadlessViewer {
  shared: SharedView | null = null;
  own: OwnView | null = null;
  live: LiveMessage = { race: [], devices: [] };
  /** Of the last view. */
  version = -1;
  refusal: string | null = null;
  farewell: string | null = null;
  /** Every packet as it came over the wire, acknowledgements included, for searches. */
  readonly received: string[] = [];
  /** The messages of the server, as JSON. */
  readonly messages: string[] = [];
  /** False in a crowd of hundreds, whose packets nobody searches: `received` and `messages` stay empty. */
  keepsPackets = true;
  #messageCount = 0;
  readonly socket: Socket;
  readonly #waiting = new Set<() => void>();

  constructor(
    url: string,
    jar: CookieJar,
    joinCode: string,
    role: Role,
    changes: { auth?: Record<string, unknown>; headers?: Record<string, string> } = {},
  ) {
    this.socket = io(url, {
      transports: ["websocket"],
      auth: { protocolVersion, joinCode, role, ...changes.auth },
      extraHeaders: { cookie: jar.header, ...changes.headers },
      // One connection per viewer, as between tabs.
      forceNew: true,
      reconnectionDelay: 100,
      reconnectionDelayMax: 300,
    });
    this.#recordPackets();
    this.socket.on("view", (message: unknown) => {
      this.#keep(message);
      const { version, shared, own } = ViewMessageSchema.parse(message);
      this.version = version;
      if (shared !== null) this.shared = SharedViewSchema.parse({ ...this.shared, ...shared });
      this.own = own ?? this.own;
      this.#wake();
    });
    this.socket.on("live", (live: LiveMessage) => {
      this.#keep(live);
      this.live = live;
      this.#wake();
    });
    this.socket.on("farewell", ({ reason }: { reason: string }) => {
      this.#keep({ reason });
      this.farewell = reason;
      this.#wake();
    });
    this.socket.on("disconnect", () => this.#wake());
    this.socket.on("connect_error", (error) => {
      this.refusal = error.message;
      this.#wake();
    });
  }

  get player(): PlayerOwnView {
    if (this.own?.role !== "player") throw new Error("no player's view yet");
    return this.own;
  }

  get conducting(): HostOwnView {
    if (this.own?.role !== "host") throw new Error("no host's view yet");
    return this.own;
  }

  get view(): SharedView {
    if (this.shared === null) throw new Error("no view yet");
    return this.shared;
  }

  send<Name extends CommandName>(
    name: Name,
    payload: CommandPayload<Name> | Record<string, unknown>,
  ): Promise<Answer<CommandReply<Name>>> {
    return this.socket.timeout(20_000).emitWithAck(name, payload);
  }

  /** Resolves when the condition holds, looking again after every message. */
  async until(condition: (viewer: this) => boolean, limitMs = 60_000): Promise<void> {
    const holds = () => {
      try {
        return condition(this);
      } catch {
        return false;
      }
    };
    if (holds()) return;
    await new Promise<void>((resolve, reject) => {
      const limit = setTimeout(() => {
        this.#waiting.delete(look);
        reject(new Error(`waited in vain in phase ${this.shared?.phase}: ${condition}`));
      }, limitMs);
      const look = () => {
        if (!holds()) return;
        clearTimeout(limit);
        this.#waiting.delete(look);
        resolve();
      };
      this.#waiting.add(look);
    });
  }

  untilPhase(phase: SharedView["phase"], limitMs?: number): Promise<void> {
    return this.until((viewer) => viewer.view.phase === phase, limitMs);
  }

  /** Asks for the whole present view and resolves when it is here. */
  async refresh(): Promise<SharedView> {
    const before = this.#messageCount;
    const answer = await this.send("view:read", {});
    if (!answer.ok) throw new Error(answer.refusal);
    await this.until(() => this.#messageCount > before);
    return this.view;
  }

  close(): void {
    this.socket.disconnect();
  }

  #keep(message: unknown): void {
    this.#messageCount += 1;
    if (this.keepsPackets) this.messages.push(JSON.stringify(message));
  }

  #recordPackets(): void {
    const record = () => {
      this.socket.io.engine.on("packet", ({ type, data }) => {
        if (type !== "message" || !this.keepsPackets) return;
        this.received.push(typeof data === "string" ? data : Buffer.from(data).toString("latin1"));
      });
    };
    this.socket.io.on("open", record);
  }

  #wake(): void {
    for (const look of [...this.#waiting]) look();
  }
}
