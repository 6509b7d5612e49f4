import type { Answer } from "@/core/contract/socket-commands";
import type { PilotId, SeatId } from "@/core/game/identifiers";
import { pilotReplicaCount } from "@/core/game/pilot-cost";
import { chanceError } from "@/core/game/race";
import type { PilotReplica } from "@/core/game/session-state";
import type { PilotView, RoundView } from "@/core/game/view";
import type { TrainerClient, TrainingReport } from "@/trainer/trainer-client";
import { roundKey, type TrainingDataset } from "./dataset-source";
import { emptyCurve, type ReplicaCurve, withReplicaReport } from "./replica-curve";
import { type Pacing, sendUntilAnswered } from "./send-until-answered";
import type { PilotRun } from "./training-state";

interface PilotTrainerParts {
  readonly loadClient: () => Promise<TrainerClient>;
  readonly datasetOf: (round: RoundView) => Promise<TrainingDataset | null>;
  readonly report: (pilotId: PilotId, result: PilotReplica[]) => Promise<Answer<object>>;
  readonly wait: Pacing["wait"];
  readonly onChange: (pilots: Readonly<Record<string, PilotRun>>) => void;
}

interface PresentPilots {
  readonly round: RoundView;
  readonly seatId: SeatId;
  readonly pilots: readonly PilotView[];
}

interface RunningPilot {
  readonly pilotId: PilotId;
  readonly jobId: string;
}

/** Trains the pilots of one seat, one after another: same seeds, same result, however often the page is reloaded. */
export class PilotTrainer {
  readonly #parts: PilotTrainerParts;
  readonly #end = new AbortController();
  #runs: Readonly<Record<string, PilotRun>> = {};
  #present: PresentPilots | null = null;
  #presentKey: string | null = null;
  #running: RunningPilot | null = null;
  #jobCount = 0;

  constructor(parts: PilotTrainerParts) {
    this.#parts = parts;
  }

  /** Begins every pilot of this seat that has no result; a reloaded page begins them again. */
  sync(present: PresentPilots): void {
    if (this.#presentKey !== roundKey(present.round)) {
      this.#endRunning();
      this.#presentKey = roundKey(present.round);
      this.#runs = {};
      this.#parts.onChange(this.#runs);
    }
    this.#present = present;
    for (const pilot of present.pilots) {
      const isMine = pilot.seatId === present.seatId && pilot.result === null;
      if (isMine && this.#runs[pilot.pilotId] === undefined) this.#change(pilot.pilotId, {});
    }
    this.#startNext();
  }

  pause(pilotId: PilotId): void {
    this.#whileRunning(pilotId, (client, jobId) => {
      client.pause(jobId);
      this.#change(pilotId, { status: "paused" });
    });
  }

  resume(pilotId: PilotId): void {
    this.#whileRunning(pilotId, (client, jobId) => {
      client.resume(jobId);
      this.#change(pilotId, { status: "running" });
    });
  }

  /** Ends a pilot without a result. What it cost stays spent. */
  cancel(pilotId: PilotId): void {
    if (this.#running?.pilotId === pilotId) {
      this.#endRunning();
      this.#startNext();
    } else if (this.#runs[pilotId]?.status === "waiting") {
      this.#change(pilotId, { status: "cancelled" });
    }
  }

  /** Trains a cancelled or failed pilot from its beginning. */
  restart(pilotId: PilotId): void {
    const status = this.#runs[pilotId]?.status;
    if (status !== "cancelled" && status !== "failed") return;
    this.#change(pilotId, { status: "waiting", curves: freshCurves() });
    this.#startNext();
  }

  /** Ends whatever runs, because the race begins or the round is over. Results on their way still arrive. */
  stop(): void {
    this.#present = null;
    this.#endRunning();
  }

  dispose(): void {
    this.stop();
    this.#end.abort();
  }

  #change(pilotId: PilotId, changed: Partial<PilotRun>): void {
    const before = this.#runs[pilotId] ?? { pilotId, status: "waiting", curves: freshCurves() };
    this.#runs = { ...this.#runs, [pilotId]: { ...before, ...changed } };
    this.#parts.onChange(this.#runs);
  }

  #startNext(): void {
    const present = this.#present;
    if (present === null || this.#running !== null) return;
    const next = present.pilots.find((pilot) => this.#runs[pilot.pilotId]?.status === "waiting");
    if (next !== undefined) void this.#train(next, present.round);
  }

  async #train(pilot: PilotView, round: RoundView): Promise<void> {
    this.#jobCount += 1;
    const job = { pilotId: pilot.pilotId, jobId: `pilot-${pilot.pilotId}-${this.#jobCount}` };
    this.#running = job;
    this.#change(pilot.pilotId, { status: "running", curves: freshCurves() });
    const [client, dataset] = await Promise.all([
      this.#parts.loadClient().catch(() => null),
      this.#parts.datasetOf(round),
    ]);
    if (this.#running !== job) return;
    if (client === null || dataset === null) {
      this.#settle(job, "failed");
      return;
    }
    client.start(
      {
        jobId: job.jobId,
        dataset,
        design: pilot.design,
        stepBudget: round.deck.pilotStepBudget,
        runSeed: pilot.runSeed,
        replicaIndices: Array.from({ length: pilotReplicaCount }, (_, index) => index),
        measureValidation: true,
        predictTest: false,
      },
      (report) => this.#receive(job, report),
    );
  }

  #receive(job: RunningPilot, report: TrainingReport): void {
    if (this.#running !== job) return;
    if (report.kind === "job-cancelled") this.#settle(job, "cancelled");
    else if (report.kind === "job-failed") this.#settle(job, "failed");
    else if (report.kind === "job-finished") {
      void this.#deliver(job.pilotId);
      this.#settle(job, "finished");
    } else {
      const curves = this.#runs[job.pilotId]?.curves ?? freshCurves();
      this.#change(job.pilotId, { curves: withReplicaReport(curves, report) });
    }
  }

  #settle(job: RunningPilot, status: PilotRun["status"]): void {
    this.#running = null;
    this.#change(job.pilotId, { status });
    this.#startNext();
  }

  async #deliver(pilotId: PilotId): Promise<void> {
    const result = pilotResult(this.#runs[pilotId]?.curves ?? []);
    const { report, wait } = this.#parts;
    await sendUntilAnswered(() => report(pilotId, result), { wait, signal: this.#end.signal });
  }

  #endRunning(): void {
    const job = this.#running;
    if (job === null) return;
    this.#running = null;
    this.#change(job.pilotId, { status: "cancelled" });
    void this.#parts.loadClient().then(
      (client) => client.cancel(job.jobId),
      () => undefined,
    );
  }

  #whileRunning(pilotId: PilotId, act: (client: TrainerClient, jobId: string) => void): void {
    const job = this.#running;
    if (job?.pilotId !== pilotId) return;
    void this.#parts.loadClient().then(
      (client) => {
        if (this.#running === job) act(client, job.jobId);
      },
      () => undefined,
    );
  }
}

/** What a pilot's device reports: the last point of each replica; a diverged one stands at chance level. */
export function pilotResult(curves: readonly ReplicaCurve[]): PilotReplica[] {
  return curves.flatMap((curve) => {
    const last = curve.points.at(-1);
    if (!curve.isFinished) return [];
    return [
      {
        replicaIndex: curve.replicaIndex,
        step: last?.step ?? 0,
        trainingError: curve.diverged ? chanceError : (last?.trainingError ?? chanceError),
        validationError: curve.diverged ? chanceError : (last?.validationError ?? chanceError),
        diverged: curve.diverged,
      },
    ];
  });
}

function freshCurves(): ReplicaCurve[] {
  return Array.from({ length: pilotReplicaCount }, (_, replicaIndex) => emptyCurve(replicaIndex));
}
