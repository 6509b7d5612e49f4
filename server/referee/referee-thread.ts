import { parentPort } from "node:worker_threads";
import type { RefereeRequest, RefereeResponse } from "./referee-jobs";
import { runRefereeJob } from "./run-referee-job";

/** The thread's loop: one job in, one answer out. A job that throws is answered, the thread goes on. */
parentPort?.on("message", async ({ jobNumber, job }: RefereeRequest) => {
  let response: RefereeResponse;
  try {
    response = { jobNumber, ok: true, result: await runRefereeJob(job) };
  } catch (error) {
    response = { jobNumber, ok: false, detail: String(error) };
  }
  parentPort?.postMessage(response);
});
