import type { ViewMessage } from "@/core/contract/server-events";
import type { Viewer } from "@/core/game/view";
import { ownView, sharedView } from "@/core/game/view-for";
import type { SessionRunner } from "@/server/sessions/session-runner";

/** Views go out at once when a phase changes, else bundled this long: a class acts at the same moments. */
const bundleMs = 100;
/** Presence and drafts alone go out on this clock. */
const presenceMs = 1000;

/** A socket as the broadcaster sees it. */
export interface ViewReceiver {
  readonly viewer: Viewer;
  send(message: ViewMessage): void;
}

interface Sent {
  shared: string;
  own: string;
}

/**
 * Sends views to the sockets of one session. The shared part is computed and written as JSON once per change; each
 * socket gets only the parts that differ from what it was sent last.
 */
export class SessionBroadcaster {
  readonly #runner: SessionRunner;
  readonly #now: () => number;
  readonly #receivers = new Map<ViewReceiver, Sent>();
  #timer: NodeJS.Timeout | null = null;
  #dueAtMs = Number.POSITIVE_INFINITY;

  constructor(runner: SessionRunner, now: () => number) {
    this.#runner = runner;
    this.#now = now;
  }

  get receivers(): readonly ViewReceiver[] {
    return [...this.#receivers.keys()];
  }

  /** Adds a socket and sends it the present view whole. */
  add(receiver: ViewReceiver): void {
    this.#receivers.set(receiver, { shared: "", own: "" });
    this.sendTo(receiver);
  }

  remove(receiver: ViewReceiver): void {
    this.#receivers.delete(receiver);
    if (this.#receivers.size === 0) this.stop();
  }

  /** Sends the whole present view to one socket that asked for it. */
  sendTo(receiver: ViewReceiver): void {
    this.#receivers.set(receiver, { shared: "", own: "" });
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
    const dueAtMs = performance.now() + delayMs;
    if (dueAtMs >= this.#dueAtMs) return;
    this.stop();
    this.#dueAtMs = dueAtMs;
    this.#timer = setTimeout(() => this.#flush(), delayMs);
  }

  #flush(): void {
    this.stop();
    this.#send(this.receivers);
  }

  #send(receivers: readonly ViewReceiver[]): void {
    const { state, version } = this.#runner;
    const surroundings = this.#runner.surroundings();
    const shared = sharedView(state, surroundings);
    const sharedText = JSON.stringify(shared);
    const serverNowMs = this.#now();
    for (const receiver of receivers) {
      const sent = this.#receivers.get(receiver);
      if (sent === undefined) continue;
      const own = ownView(state, receiver.viewer, surroundings);
      const ownText = JSON.stringify(own);
      const sharedIsNew = sent.shared !== sharedText;
      const ownIsNew = sent.own !== ownText;
      if (!sharedIsNew && !ownIsNew) continue;
      this.#receivers.set(receiver, { shared: sharedText, own: ownText });
      receiver.send({
        version,
        serverNowMs,
        shared: sharedIsNew ? shared : null,
        own: ownIsNew ? own : null,
      });
    }
  }
}
