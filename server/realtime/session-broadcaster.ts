import type { ViewMessage } from "@/core/contract/server-events";
import type { FigureView, OwnView, SharedView, Viewer } from "@/core/game/view";
import { ownView, sharedView } from "@/core/game/view-for";
import type { SessionRunner } from "@/server/sessions/session-runner";

/** Views go out at once when a phase changes, else bundled this long: a class acts at the same moments. */
const bundleMs = 100;
/** Presence, drafts and touches alone go out on this clock. */
const presenceMs = 1000;
/**
 * Least time between two sendings within a phase. What a class of n players does costs at most 2 n messages a second,
 * however many of them act.
 */
const leastGapMs = 500;

/** A socket as the broadcaster sees it. */
export interface ViewReceiver {
  /** Who looks now: a host's tab may gain or lose its controls. */
  readonly viewer: Viewer;
  /** `toText` gives the message as JSON, put together from parts that are written once for all receivers. */
  send(message: ViewMessage, toText: () => string): void;
}

interface Sent {
  /** Stamp of the shared view that the receiver has; 0 before the first. */
  readonly stamp: number;
  readonly own: OwnText;
}

/** The own part as text, and apart from it the figure, which may be most of it and is one object while it is the same. */
interface OwnText {
  readonly rest: string;
  readonly figure: FigureView | null;
}

const noOwnText: OwnText = { rest: "", figure: null };

/** Changes of the shared part since a stamp, also as JSON. */
interface SharedPart {
  readonly part: Partial<SharedView>;
  readonly text: string;
}

/** The newest shared view of one role, with the stamp at which each of its keys last changed. */
interface SharedRecord {
  readonly stamp: number;
  readonly view: SharedView;
  readonly texts: ReadonlyMap<string, string>;
  readonly changedAt: ReadonlyMap<string, number>;
}

/**
 * Sends views to the sockets of one session. The shared part is computed and compared once per role and change; each
 * socket gets only the keys and the own part that differ from what it has.
 */
export class SessionBroadcaster {
  readonly #runner: SessionRunner;
  readonly #now: () => number;
  readonly #receivers = new Map<ViewReceiver, Sent>();
  readonly #shared = new Map<Viewer["role"], SharedRecord>();
  #timer: NodeJS.Timeout | null = null;
  #dueAtMs = Number.POSITIVE_INFINITY;
  #flushedAtMs = Number.NEGATIVE_INFINITY;

  constructor(runner: SessionRunner, now: () => number) {
    this.#runner = runner;
    this.#now = now;
  }

  get receivers(): readonly ViewReceiver[] {
    return [...this.#receivers.keys()];
  }

  /** Adds a socket and sends it the present view whole. */
  add(receiver: ViewReceiver): void {
    this.sendTo(receiver);
  }

  remove(receiver: ViewReceiver): void {
    this.#receivers.delete(receiver);
    if (this.#receivers.size === 0) this.stop();
  }

  /** Sends the whole present view to one socket that asked for it. */
  sendTo(receiver: ViewReceiver): void {
    this.#receivers.set(receiver, { stamp: 0, own: noOwnText });
    this.#send([receiver]);
  }

  announce(change: { phaseChanged: boolean; committed: boolean }): void {
    if (this.#receivers.size === 0) return;
    if (change.phaseChanged) this.#flush();
    else this.#schedule(change.committed ? bundleMs : presenceMs);
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#dueAtMs = Number.POSITIVE_INFINITY;
  }

  #schedule(delayMs: number): void {
    const now = performance.now();
    const dueAtMs = Math.max(now + delayMs, this.#flushedAtMs + leastGapMs);
    if (dueAtMs >= this.#dueAtMs) return;
    this.stop();
    this.#dueAtMs = dueAtMs;
    this.#timer = setTimeout(() => this.#flush(), dueAtMs - now);
  }

  #flush(): void {
    this.stop();
    this.#flushedAtMs = performance.now();
    this.#send(this.receivers);
  }

  #send(receivers: readonly ViewReceiver[]): void {
    const { state, version } = this.#runner;
    const surroundings = this.#runner.surroundings();
    const serverNowMs = this.#now();
    const partsOf = new Map<Viewer["role"], (stamp: number) => SharedPart | null>();
    for (const receiver of receivers) {
      const sent = this.#receivers.get(receiver);
      if (sent === undefined) continue;
      const { viewer } = receiver;
      const { role } = viewer;
      const record = partsOf.has(role)
        ? this.#shared.get(role)
        : this.#record(role, sharedView(state, role, surroundings));
      if (record === undefined) continue;
      const partSince = partsOf.get(role) ?? rememberParts(record);
      partsOf.set(role, partSince);
      const own = ownView(state, viewer, surroundings);
      const ownText = ownTextOf(own);
      const shared = partSince(sent.stamp);
      const ownIsNew = sent.own.rest !== ownText.rest || sent.own.figure !== ownText.figure;
      if (shared === null && !ownIsNew) continue;
      this.#receivers.set(receiver, { stamp: record.stamp, own: ownText });
      receiver.send(
        { version, serverNowMs, shared: shared?.part ?? null, own: ownIsNew ? own : null },
        () =>
          `{"version":${version},"serverNowMs":${serverNowMs},"shared":${shared?.text ?? "null"},"own":${ownIsNew ? textOf(ownText) : "null"}}`,
      );
    }
  }

  /** Notes which keys of a role's shared view have changed. */
  #record(role: Viewer["role"], view: SharedView): SharedRecord {
    const known = this.#shared.get(role);
    const stamp = (known?.stamp ?? 0) + 1;
    const texts = new Map(Object.entries(view).map(([key, value]) => [key, JSON.stringify(value)]));
    const changed = [...texts].filter(([key, text]) => known?.texts.get(key) !== text).map(([key]) => key);
    if (known !== undefined && changed.length === 0) return known;
    const changedAt = new Map(known?.changedAt);
    for (const key of changed) changedAt.set(key, stamp);
    const record = { stamp, view, texts, changedAt };
    this.#shared.set(role, record);
    return record;
  }
}

/** The keys that have changed since a stamp; null when none. Receivers with the same stamp get the same object. */
function rememberParts({ stamp, view, texts, changedAt }: SharedRecord) {
  const parts = new Map<number, SharedPart>();
  return (since: number): SharedPart | null => {
    if (since === stamp) return null;
    const known = parts.get(since);
    if (known !== undefined) return known;
    const keys = [...texts.keys()].filter((key) => (changedAt.get(key) ?? 0) > since);
    const part: Partial<SharedView> = Object.fromEntries(
      Object.entries(view).filter(([key]) => keys.includes(key)),
    );
    const text = `{${keys.map((key) => `${JSON.stringify(key)}:${texts.get(key)}`).join(",")}}`;
    const made = { part, text };
    parts.set(since, made);
    return made;
  };
}

function ownTextOf(own: OwnView): OwnText {
  if (own.role !== "player") return { rest: JSON.stringify(own), figure: null };
  const { figure, ...rest } = own;
  return { rest: JSON.stringify(rest), figure };
}

const figureTexts = new WeakMap<FigureView, string>();

function textOf({ rest, figure }: OwnText): string {
  if (!rest.startsWith('{"role":"player"')) return rest;
  if (figure === null) return `${rest.slice(0, -1)},"figure":null}`;
  const text = figureTexts.get(figure) ?? JSON.stringify(figure);
  figureTexts.set(figure, text);
  return `${rest.slice(0, -1)},"figure":${text}}`;
}
