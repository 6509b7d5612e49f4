import { type HostConnection, withinTime } from "@/tests/bench/host-connection";
import type { BenchBrowser } from "@/tests/bench/launch-browser";

/** A worker of the bench's page for one family of trainers. */
export function connectBrowser({ page }: BenchBrowser, family: string): HostConnection {
  return {
    ask: (request) =>
      withinTime(
        page.evaluate(([name, question]) => globalThis.askTrainers(name, question), [
          family,
          request,
        ] as const),
        `${request.kind} of ${family} in the browser`,
      ),
    close: () => page.evaluate((name) => globalThis.endTrainers(name), family),
  };
}
