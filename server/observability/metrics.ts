import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Refusal } from "@/core/game/refusal";
import type { RefereePool } from "@/server/referee/referee-pool";

/** The way on which something was asked. */
export type Channel = "socket" | "http" | "handshake";

/** Call it at the answer: null is a success. */
export type FinishAnswer = (refusal: Refusal | null) => void;

/** What is read from the running game whenever somebody asks for the figures. */
export interface GameFigures {
  /** Open sessions by the phase that they are in. */
  readonly sessionsByPhase: ReadonlyMap<string, number>;
  /** Seats that are taken, and those of them with a live socket. */
  readonly seats: { readonly taken: number; readonly connected: number };
  /** Commands that wait for their commit, in all sessions together. */
  readonly waitingCommands: number;
  /** Trainings that wait for a thread. */
  readonly waitingTrainings: number;
}

/** The figures of one server. They hold counts and times, no name, no code, no token, and nothing of one session. */
export interface Metrics {
  /** `name` must be a name of the contract: whatever else comes is `unknown`. */
  beginAnswer(channel: Channel, name: string): FinishAnswer;
  timeDatabase<Result>(operation: string, run: () => Promise<Result>): Promise<Result>;
  /** The same pool, with its jobs counted and timed. */
  watchPool(pool: RefereePool): RefereePool;
  /** Counts the verdict of an audit. */
  countAudit(check: "weights" | "retraining", verdict: string): void;
  /** Says where the figures of the game come from; before it they are zero. */
  readGame(read: () => GameFigures): void;
  /** The text format of Prometheus. */
  text(): Promise<string>;
  readonly contentType: string;
  close(): void;
}

/** Commands take from below a millisecond to seconds; the targets are 0.25 s and 1 s. */
const latencyBuckets = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const trainingBuckets = [0.1, 0.5, 1, 2, 5, 10, 20, 40, 80];

/** Starts counting. Every server has its own registry, so that two in one process do not add up. */
export function createMetrics(): Metrics {
  const register = new Registry();
  collectDefaultMetrics({ register, prefix: "deepstakes_" });
  const answers = new Histogram({
    name: "deepstakes_command_seconds",
    help: "From the arrival of a command, request or handshake to its answer",
    labelNames: ["channel", "command"],
    buckets: latencyBuckets,
    registers: [register],
  });
  const refused = new Counter({
    name: "deepstakes_refused_total",
    help: "Answers that refuse, by reason",
    labelNames: ["channel", "reason"],
    registers: [register],
  });
  const database = new Histogram({
    name: "deepstakes_database_seconds",
    help: "Time of a call to the database, waiting included",
    labelNames: ["operation"],
    buckets: latencyBuckets,
    registers: [register],
  });
  const audits = new Counter({
    name: "deepstakes_audits_total",
    help: "Audits of uploaded weights and of claimed errors, by what they found",
    labelNames: ["check", "verdict"],
    registers: [register],
  });
  const pool = poolFigures(register);
  return {
    contentType: register.contentType,
    text: () => register.metrics(),
    readGame: (read) => registerGame(register, read),
    close: () => register.clear(),
    watchPool: pool.watch,
    countAudit: (check, verdict) => audits.inc({ check, verdict }),
    beginAnswer(channel, name) {
      const startedAtMs = performance.now();
      return (refusal) => {
        answers.observe({ channel, command: name }, (performance.now() - startedAtMs) / 1000);
        if (refusal !== null) refused.inc({ channel, reason: refusal });
      };
    },
    async timeDatabase(operation, run) {
      const end = database.startTimer({ operation });
      try {
        return await run();
      } finally {
        end();
      }
    },
  };
}

function poolFigures(register: Registry) {
  const jobs = new Gauge({
    name: "deepstakes_referee_jobs",
    help: "Jobs that the referee's threads have taken or have waiting",
    labelNames: ["kind"],
    registers: [register],
  });
  const threads = new Gauge({
    name: "deepstakes_referee_threads",
    help: "How many jobs run at once",
    registers: [register],
  });
  const seconds = new Histogram({
    name: "deepstakes_referee_job_seconds",
    help: "From handing a job to the pool to its result",
    labelNames: ["kind", "outcome"],
    buckets: trainingBuckets,
    registers: [register],
  });
  const watch = (pool: RefereePool): RefereePool => {
    threads.set(pool.threadCount);
    return {
      ...pool,
      async run(job) {
        const { kind } = job;
        const end = seconds.startTimer({ kind });
        jobs.inc({ kind });
        try {
          const result = await pool.run(job);
          end({ outcome: "done" });
          return result;
        } catch (error) {
          end({ outcome: "failed" });
          throw error;
        } finally {
          jobs.dec({ kind });
        }
      },
    };
  };
  return { watch };
}

function registerGame(register: Registry, read: () => GameFigures): void {
  const registers = [register];
  new Gauge({
    name: "deepstakes_sessions",
    help: "Open sessions by phase",
    labelNames: ["phase"],
    registers,
    collect() {
      this.reset();
      for (const [phase, count] of read().sessionsByPhase) this.set({ phase }, count);
    },
  });
  new Gauge({
    name: "deepstakes_seats",
    help: "Seats of the open sessions",
    labelNames: ["state"],
    registers,
    collect() {
      const { taken, connected } = read().seats;
      this.set({ state: "connected" }, connected);
      this.set({ state: "away" }, Math.max(0, taken - connected));
    },
  });
  new Gauge({
    name: "deepstakes_waiting_commands",
    help: "Commands that wait for their commit",
    registers,
    collect() {
      this.set(read().waitingCommands);
    },
  });
  new Gauge({
    name: "deepstakes_waiting_trainings",
    help: "Trainings of the referee that wait for a thread",
    registers,
    collect() {
      this.set(read().waitingTrainings);
    },
  });
}
