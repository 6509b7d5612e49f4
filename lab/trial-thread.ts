import { parentPort } from "node:worker_threads";
import type { Trial } from "@/core/bank/measured-grid";
import { findDeck } from "@/core/tasks/decks";
import { everyPreset } from "@/core/tasks/presets";
import { createInstance, type Experiment, experimentOf, type Instance } from "@/lab/instance";
import { runPilot, runTrial } from "@/lab/run-trial";
import type { PilotTrial, ThreadAnswer, ThreadJob, TrialJob } from "@/lab/trial-pool";
import { wasmEngine } from "@/trainer/engines/wasm/wasm-engine";

interface KeptInstance {
  readonly name: string;
  readonly experiment: Experiment;
  readonly instance: Instance;
  readonly pilotStepBudget: number;
}

let kept: KeptInstance | null = null;

/** The thread's loop: one run in, one answer out. A run that throws is answered, the thread goes on. */
parentPort?.on("message", async (job: ThreadJob) => {
  let answer: ThreadAnswer;
  try {
    answer =
      job.kind === "pilot"
        ? { ok: true, kind: "pilot", trial: await trainPilot(job) }
        : { ok: true, kind: "full", trial: await train(job) };
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

async function trainPilot({ presetId, instance: number, design }: TrialJob): Promise<PilotTrial> {
  const { experiment, instance, pilotStepBudget } = instanceOf(presetId, number);
  const asPilot = { ...experiment, stepBudget: pilotStepBudget };
  const validationError = await runPilot(wasmEngine, asPilot, instance, design);
  return { instance: number, design, validationError: rounded(validationError) };
}

/** The instance of the last job is kept: jobs come instance by instance. */
function instanceOf(presetId: string, number: number): KeptInstance {
  const name = `${presetId} ${number}`;
  if (kept?.name === name) return kept;
  const preset = everyPreset.find((known) => known.presetId === presetId);
  const deck = preset && findDeck(preset.deckId);
  if (!preset || !deck) throw new Error(`no preset ${presetId}`);
  const experiment = experimentOf(deck, preset);
  const { pilotStepBudget } = deck;
  kept = { name, experiment, instance: createInstance(experiment, number), pilotStepBudget };
  return kept;
}

/** Six digits: more would be noise, and the files are shipped. */
function rounded(error: number): number {
  return Math.round(error * 1e6) / 1e6;
}
