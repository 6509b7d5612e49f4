import type { HttpBody } from "@/core/contract/http-bodies";
import type { Answer, CommandReply } from "@/core/contract/socket-commands";
import type { SessionId } from "@/core/game/identifiers";
import type { RoundView } from "@/core/game/view";
import type { Seed } from "@/core/random/seed";
import { encodeBase64 } from "@/core/tasks/packed-bits";
import type { RunFinishedReport, TrainerClient, TrainingReport } from "@/trainer/trainer-client";
import { roundKey, type TrainingDataset } from "./dataset-source";
import type { Pacing } from "./send-until-answered";

/** Well within the silence that ends a lease. */
export const askIntervalMs = 5_000;

export interface IdleHelperParts {
  readonly loadClient: () => Promise<TrainerClient>;
  readonly datasetOf: (round: RoundView) => Promise<TrainingDataset | null>;
  readonly takeLease: () => Promise<Answer<CommandReply<"lease:take">>>;
  readonly upload: (body: HttpBody<"uploadLease">) => Promise<unknown>;
  readonly wait: Pacing["wait"];
}

export interface IdleTime {
  readonly sessionId: SessionId;
  readonly round: RoundView;
  readonly raceSeed: Seed;
}

type Lease = NonNullable<CommandReply<"lease:take">["lease"]>;

/**
 * Offers a device whose own team lacks nothing to the class, and trains what it is given. To ask again is to renew: a
 * lease that the server does not name any more is dropped.
 */
export class IdleHelper {
  readonly #parts: IdleHelperParts;
  #idle: { readonly key: string; readonly ending: AbortController } | null = null;
  #jobId: string | null = null;
  #leaseId: string | null = null;

  constructor(parts: IdleHelperParts) {
    this.#parts = parts;
  }

  /** The device has nothing to do in this race; safe to call with the same race again. */
  sync(time: IdleTime): void {
    const key = `${time.sessionId}/${roundKey(time.round)}`;
    if (this.#idle?.key === key) return;
    this.stop();
    const ending = new AbortController();
    this.#idle = { key, ending };
    void this.#offer(time, ending.signal);
  }

  stop(): void {
    this.#idle?.ending.abort();
    this.#idle = null;
    this.#drop();
  }

  async #offer(time: IdleTime, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const answer = await this.#parts.takeLease();
      if (signal.aborted) return;
      const lease = answer.ok ? answer.lease : null;
      // Without an answer the network is down: what is under way goes on and may still be in time.
      if (answer.ok && lease?.leaseId !== this.#leaseId) this.#drop();
      if (lease !== null && this.#leaseId === null) void this.#train(time, lease, signal);
      await this.#parts.wait(askIntervalMs, signal);
    }
  }

  async #train(time: IdleTime, lease: Lease, signal: AbortSignal): Promise<void> {
    const { round } = time;
    if (lease.roundIndex !== round.roundIndex || lease.attempt !== round.attempt) return;
    this.#leaseId = lease.leaseId;
    const [client, dataset] = await Promise.all([
      this.#parts.loadClient().catch(() => null),
      this.#parts.datasetOf(round),
    ]);
    if (client === null || dataset === null || signal.aborted || this.#leaseId !== lease.leaseId) return;
    const { depth, width, learningRate } = lease.design;
    const jobId = `lease-${roundKey(round)}-${lease.leaseId}`;
    this.#jobId = jobId;
    client.start(
      {
        jobId,
        dataset,
        depth,
        width,
        stepBudget: round.deck.stepBudget,
        runs: [{ runSeed: time.raceSeed, replicaIndex: lease.replicaIndex, learningRate }],
        measureValidation: false,
        predictTest: true,
        measureSensitivities: false,
      },
      (report) => this.#receive(report, { time, lease, jobId }),
    );
  }

  #receive(report: TrainingReport, job: { time: IdleTime; lease: Lease; jobId: string }): void {
    if (this.#jobId !== job.jobId) return;
    if (report.kind === "run-finished") {
      void this.#parts.upload(leaseUpload(job.time.sessionId, job.lease, report));
      return;
    }
    // A lease that failed here runs out by itself, and the server trains the replica.
    if (report.kind === "job-finished" || report.kind === "job-failed") this.#jobId = null;
  }

  #drop(): void {
    const jobId = this.#jobId;
    this.#jobId = null;
    this.#leaseId = null;
    if (jobId === null) return;
    void this.#parts.loadClient().then(
      (client) => client.cancel(jobId),
      () => undefined,
    );
  }
}

function leaseUpload(
  sessionId: SessionId,
  { leaseId }: Lease,
  result: RunFinishedReport,
): HttpBody<"uploadLease"> {
  return {
    sessionId,
    leaseId,
    step: result.step,
    trainingError: result.diverged || !Number.isFinite(result.trainingError) ? null : result.trainingError,
    predictions: result.predictions === null ? null : encodeBase64(result.predictions),
  };
}
