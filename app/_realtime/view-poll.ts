import { currentViewPath } from "@/core/contract/http-paths";
import type { ViewMessage } from "@/core/contract/server-events";
import type { Role } from "@/core/contract/socket-commands";

/** A gap of this length is shown; shorter ones heal by themselves and would only frighten. */
export const quietGapMs = 5_000;
const pollIntervalMs = 10_000;

/**
 * Reads the present view by HTTP while the socket is down, first after 5 s, then every 10 s, each time a little off so
 * that a class does not ask in step. A request that fails, or is answered after the end, changes nothing.
 */
export class ViewPoll {
  readonly #address: string;
  readonly #listener: { readonly onGap: () => void; readonly onView: (message: ViewMessage) => void };
  #timer: ReturnType<typeof setTimeout> | null = null;
  #request: AbortController | null = null;

  constructor(
    viewer: { readonly joinCode: string; readonly role: Role },
    listener: { readonly onGap: () => void; readonly onView: (message: ViewMessage) => void },
  ) {
    this.#address = `${currentViewPath}?${new URLSearchParams({ ...viewer })}`;
    this.#listener = listener;
  }

  /** The socket is down; does nothing when that is known already. */
  start(): void {
    if (this.#request !== null) return;
    const request = new AbortController();
    this.#request = request;
    this.#timer = setTimeout(() => {
      this.#listener.onGap();
      void this.#read(request);
    }, quietGapMs);
  }

  /** The socket is back, or nobody wants to know any more. */
  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#request?.abort();
    this.#timer = null;
    this.#request = null;
  }

  async #read(request: AbortController): Promise<void> {
    try {
      const response = await fetch(this.#address, { credentials: "same-origin", signal: request.signal });
      const answer = (await response.json()) as
        | ({ readonly ok: true } & ViewMessage)
        | { readonly ok: false };
      if (answer.ok && !request.signal.aborted) this.#listener.onView(answer);
    } catch {
      // The network is down, or the socket is back: the next turn or the socket brings the view.
    }
    if (request.signal.aborted) return;
    this.#timer = setTimeout(() => void this.#read(request), pollIntervalMs * (0.75 + Math.random() / 2));
  }
}
