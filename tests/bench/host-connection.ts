import type { HostReply, HostRequest } from "@/tests/bench/trainer-host";

/** The bench's handle on a place where trainers run. */
export interface HostConnection {
  /** Sends one request at a time. Rejects when the place breaks down or takes too long; it is of no use then. */
  ask(request: HostRequest): Promise<HostReply>;
  close(): Promise<void>;
}

/** No request takes longer than this on a machine that is not stuck, not even a whole race of a large deck. */
const requestMilliseconds = 600_000;

/** Rejects when the answer does not come in time. */
export async function withinTime<Value>(answer: Promise<Value>, what: string): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const seconds = requestMilliseconds / 1000;
    timer = setTimeout(() => reject(new Error(`${what} took more than ${seconds} s`)), requestMilliseconds);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Answers that come in the order of their requests, from a process that may end. */
export function createAnswerQueue(name: string) {
  const waiting: { resolve(reply: HostReply): void; reject(error: Error): void }[] = [];
  let failure: Error | null = null;
  return {
    next: () =>
      new Promise<HostReply>((resolve, reject) => {
        if (failure) reject(failure);
        else waiting.push({ resolve, reject });
      }),
    deliver: (reply: HostReply) => waiting.shift()?.resolve(reply),
    fail(reason: string) {
      failure = new Error(`${name} ${reason}`);
      for (const { reject } of waiting.splice(0)) reject(failure);
    },
  };
}
