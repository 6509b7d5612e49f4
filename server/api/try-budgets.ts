import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import { RateLimiterMemory } from "rate-limiter-flexible";

/** Something that may be tried only so often, per address and in total. */
export interface TryBudget {
  /** True while tries are left; takes none. */
  hasRoom(address: string): Promise<boolean>;
  take(address: string): Promise<void>;
}

/**
 * A budget per address and one for all addresses together. A classroom sits behind one address, so the budgets are
 * sized for a campus, and only wrong tries are taken from those that guard a code.
 */
export function createTryBudget(options: {
  readonly perAddress: number;
  readonly total: number;
  readonly seconds: number;
}): TryBudget {
  const perAddress = new RateLimiterMemory({ points: options.perAddress, duration: options.seconds });
  const total = new RateLimiterMemory({ points: options.total, duration: options.seconds });
  const left = async (limiter: RateLimiterMemory, key: string) =>
    (await limiter.get(key))?.remainingPoints ?? 1;
  return {
    hasRoom: async (address) => (await left(perAddress, address)) > 0 && (await left(total, "all")) > 0,
    async take(address) {
      await perAddress.penalty(address);
      await total.penalty("all");
    },
  };
}

export type ReadAddress = (request: IncomingMessage) => string;

/**
 * Says which network address a request comes from. Behind a trusted proxy that is the last entry of X-Forwarded-For,
 * the one that the proxy itself has added: whatever stands before it may have been written by the sender.
 */
export function createReadAddress({ trustProxy }: { readonly trustProxy: boolean }): ReadAddress {
  return ({ headers, socket }) => {
    const forwarded = trustProxy ? headers["x-forwarded-for"] : undefined;
    const entries = (Array.isArray(forwarded) ? forwarded.join(",") : (forwarded ?? "")).split(",");
    const last = entries.at(-1)?.trim() ?? "";
    return isIP(last) === 0 ? (socket.remoteAddress ?? "unknown") : last;
  };
}
