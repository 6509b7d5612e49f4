import { parentPort } from "node:worker_threads";
import type { Trial } from "@/core/bank/measured-grid";
import { findDeck } from "@/core/tasks/decks";
import { everyPreset } from "@/core/tasks/presets";
import { createInstance, type Experiment, experimentOf, type Instance } from "@/lab/instance";
import { runTrial } from "@/lab/run-trial";
import type { TrialAnswer, TrialJob } from "@/lab/trial-pool";
import { wasmEngine } from "@/trainer/engines/wasm/wasm-engine";

let kept: { name: string; experiment: Experiment; instance: Instance } | null = null;

/** The thread's loop: one run in, one answer out. A run that throws is answered, the thread goes on. */
parentPort?.on("message", async (job: TrialJob) => {
  let answer: TrialAnswer;
  try {
    answer = { ok: true, trial: await train(job) };
  } catch (error) {
    answer = { ok: false, detail: String(error) };
  }
  parentPort?.postMessage(answer);
});

async function train({ presetId, instance: number, design }: TrialJob): Promise<Trial> {
  const { experiment, instance } = instanceOf(presetId, number);
  const result = await runTrial(wasmEngine, experiment, instance, design);
  return {
    instance: number,
    design,
    testError: rounded(result.testError),
    trainingError: rounded(result.trainError),
    step: result.steps,
    state: result.stopped,
  };
}

/** The instance of the last job is kept: jobs come instance by instance. */
function instanceOf(presetId: string, number: number) {
  const name = `${presetId} ${number}`;
  if (kept?.name === name) return kept;
  const preset = everyPreset.find((known) => known.presetId === presetId);
  const deck = preset && findDeck(preset.deckId);
  if (!preset || !deck) throw new Error(`no preset ${presetId}`);
  const experiment = experimentOf(deck, preset);
  kept = { name, experiment, instance: createInstance(experiment, number) };
  return kept;
}

/** Six digits: more would be noise, and the files are shipped. */
function rounded(error: number): number {
  return Math.round(error * 1e6) / 1e6;
}
