import type { Answer, CommandReply } from "@/core/contract/socket-commands";
import type { RoundView } from "@/core/game/view";
import { readSentInputs } from "@/core/tasks/sent-inputs";
import type { TrainingJob } from "@/trainer/trainer-client";
import { type Pacing, sendUntilAnswered } from "./send-until-answered";

export type TrainingDataset = TrainingJob["dataset"];

interface DatasetSourceParts {
  readonly readLabels: () => Promise<Answer<CommandReply<"labels:read">>>;
  /** The bytes of the inputs of a round whose deck says `sent`. */
  readonly readInputs: (round: RoundView) => Promise<Answer<{ readonly bytes: Uint8Array }>>;
  readonly wait: Pacing["wait"];
  /** True while `round` is still the round of the newest view. */
  readonly isCurrent: (round: RoundView) => boolean;
}

export interface DatasetSource {
  /** The data of a round; labels are read once per (round, attempt). Null when they are not given. */
  datasetOf(round: RoundView): Promise<TrainingDataset | null>;
  dispose(): void;
}

/** Turns rounds into data sets: inputs come from the public seed, or are sent; labels come from the server. */
export function createDatasetSource({
  readLabels,
  readInputs,
  wait,
  isCurrent,
}: DatasetSourceParts): DatasetSource {
  let known: { key: string; dataset: Promise<TrainingDataset | null>; abort: AbortController } | null = null;

  async function load(round: RoundView, abort: AbortController): Promise<TrainingDataset | null> {
    const pacing = { wait, signal: abort.signal };
    const [answer, inputs] = await Promise.all([
      sendUntilAnswered(readLabels, pacing),
      inputsOf(round, pacing),
    ]);
    if (answer === null) return null;
    // Labels that arrive after a redo belong to the new attempt, which asks for its own.
    if (!answer.ok || inputs === null || !isCurrent(round)) {
      if (known?.abort === abort) known = null;
      return null;
    }
    const { deck } = round;
    return {
      ...inputs,
      inputDimension: deck.inputDimension,
      trainingSampleCount: deck.trainingSampleCount,
      validationSampleCount: deck.validationSampleCount,
      testSampleCount: deck.testSampleCount,
      loss: deck.loss,
      batchSize: deck.batchSize,
      trainingLabels: answer.trainingLabels,
      validationLabels: answer.validationLabels,
    };
  }

  async function inputsOf(round: RoundView, pacing: Pacing) {
    const { deck, publicSeed } = round;
    if (deck.inputs !== "sent") return { publicSeed, distribution: deck.inputs };
    const answer = await sendUntilAnswered(() => readInputs(round), pacing);
    const sentInputs = answer?.ok === true ? readSentInputs(answer.bytes, deck) : null;
    return sentInputs === null ? null : { sentInputs };
  }

  return {
    datasetOf(round) {
      const key = roundKey(round);
      if (known?.key === key) return known.dataset;
      known?.abort.abort();
      const abort = new AbortController();
      const entry = { key, abort, dataset: Promise.resolve<TrainingDataset | null>(null) };
      known = entry;
      entry.dataset = load(round, abort);
      return entry.dataset;
    },
    dispose() {
      known?.abort.abort();
      known = null;
    },
  };
}

/** Names one attempt at one round within its session. */
export function roundKey(round: Pick<RoundView, "roundIndex" | "attempt">): string {
  return `${round.roundIndex}.${round.attempt}`;
}
