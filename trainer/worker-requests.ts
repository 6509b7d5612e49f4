import type { EngineFailure } from "@/trainer/engine-failure";
import type { AnsweringRequest, WorkerReply } from "@/trainer/worker-messages";
import type { WorkerPool } from "@/trainer/worker-pool";

type RequestBody = AnsweringRequest extends infer Request
  ? Request extends AnsweringRequest
    ? Omit<Request, "requestId">
    : never
  : never;
/** The replies that answer a request. */
export type Answer = Extract<WorkerReply, { kind: "speed" | "device" | "loaded" }>;

/** Why a request was not answered: what the engine lacks, or that there is no worker to ask. */
export class RequestFailure extends Error {
  readonly reason: EngineFailure["reason"];
  constructor({ reason, detail }: Pick<EngineFailure, "reason" | "detail">) {
    super(detail);
    this.name = "RequestFailure";
    this.reason = reason;
  }
}

/** Requests to the workers of a pool that wait for one answer each. */
export interface WorkerRequests {
  /** Rejects with a `RequestFailure`. */
  ask<Kind extends Answer["kind"]>(
    worker: number,
    body: RequestBody,
    kind: Kind,
  ): Promise<Extract<Answer, { kind: Kind }>>;
  answer(answer: Answer): void;
  fail(requestId: number, failure: Pick<EngineFailure, "reason" | "detail">): void;
  /** Fails what a worker was asked (all workers: null). */
  failAll(worker: number | null, detail: string): void;
}

export function createWorkerRequests(pool: Pick<WorkerPool, "post">): WorkerRequests {
  const waiting = new Map<
    number,
    { worker: number; resolve(answer: Answer): void; reject(error: Error): void }
  >();
  let requestCount = 0;
  function fail(requestId: number, failure: Pick<EngineFailure, "reason" | "detail">): void {
    waiting.get(requestId)?.reject(new RequestFailure(failure));
    waiting.delete(requestId);
  }
  return {
    async ask<Kind extends Answer["kind"]>(worker: number, body: RequestBody, kind: Kind) {
      requestCount += 1;
      const requestId = requestCount;
      const answer = await new Promise<Answer>((resolve, reject) => {
        waiting.set(requestId, { worker, resolve, reject });
        pool.post(worker, { ...body, requestId });
      });
      if (answer.kind !== kind) throw new Error(`${answer.kind} does not answer a question for ${kind}`);
      return answer as Extract<Answer, { kind: Kind }>;
    },
    answer(answer: Answer) {
      waiting.get(answer.requestId)?.resolve(answer);
      waiting.delete(answer.requestId);
    },
    fail,
    failAll(broken: number | null, detail: string) {
      for (const [requestId, { worker }] of [...waiting]) {
        if (broken === null || worker === broken) fail(requestId, { reason: "no-worker", detail });
      }
    },
  };
}
