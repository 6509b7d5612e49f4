import type { HostId } from "@/server/sessions/presence-board";

/**
 * Which of a host's open tabs has the controls: the newest, or the one that took over last. When that one closes, the
 * one before it has them again.
 */
export class HostTabs<Tab> {
  readonly #tabs = new Map<HostId, Tab[]>();

  /** Adds a tab, or moves it to another host; it has the controls of that host now. */
  put(hostId: HostId, tab: Tab): void {
    this.remove(tab);
    this.#tabs.set(hostId, [...(this.#tabs.get(hostId) ?? []), tab]);
  }

  remove(tab: Tab): void {
    for (const [hostId, tabs] of this.#tabs) {
      const left = tabs.filter((other) => other !== tab);
      if (left.length === 0) this.#tabs.delete(hostId);
      else this.#tabs.set(hostId, left);
    }
  }

  hasControl(tab: Tab): boolean {
    return [...this.#tabs.values()].some((tabs) => tabs.at(-1) === tab);
  }
}
