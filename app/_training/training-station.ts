import { createStore } from "zustand/vanilla";
import type { HttpAnswer, HttpBody, WeightsPlace } from "@/core/contract/http-bodies";
import type { sentInputsAddress } from "@/core/contract/sent-inputs-path";
import type { Answer, CommandName, CommandPayload, CommandReply } from "@/core/contract/socket-commands";
import { raceReplicaCount } from "@/core/game/race";
import type { OwnTeamRound, OwnView, RoundView, SharedView } from "@/core/game/view";
import { encodeBase64 } from "@/core/tasks/packed-bits";
import type { TrainerClient } from "@/trainer/trainer-client";
import { createDatasetSource, type DatasetSource, roundKey } from "./dataset-source";
import { DeviceEngine } from "./device-engine";
import { IdleHelper } from "./idle-helper";
import { PilotTrainer } from "./pilot-trainer";
import { RaceTrainer, type RaceTrainerParts } from "./race-trainer";
import { type Pacing, sendUntilAnswered } from "./send-until-answered";
import { idleTraining, type TrainingState } from "./training-state";
import { type KeyValueStore, randomKey, uploadKeyOf } from "./upload-key";
import { WeightsSender } from "./weights-sender";

/** Everything outside that the station needs, given so that tests can play the outside. */
export interface StationParts {
  readonly createClient: () => Promise<TrainerClient>;
  readonly send: <Name extends CommandName>(
    name: Name,
    payload: CommandPayload<Name>,
  ) => Promise<Answer<CommandReply<Name>>>;
  readonly uploadPredictions: (
    body: HttpBody<"uploadPredictions">,
  ) => Promise<HttpAnswer<"uploadPredictions">>;
  readonly readSentInputs: (
    place: Parameters<typeof sentInputsAddress>[0],
  ) => Promise<Answer<{ readonly bytes: Uint8Array }>>;
  readonly uploadLease: (body: HttpBody<"uploadLease">) => Promise<HttpAnswer<"uploadLease">>;
  readonly uploadWeights: (place: WeightsPlace, weights: Float32Array) => Promise<Answer<object>>;
  readonly wait: Pacing["wait"];
  readonly now: () => number;
  readonly keys: KeyValueStore | null;
}

interface StationView {
  readonly shared: SharedView | null;
  readonly own: OwnView | null;
  readonly isConnected: boolean;
}

/** In the lobby no deck is known yet; a round with another size measures once more. */
const lobbyInputDimension = 16;

/** All training of one page: looks at each new view and sees to it that what should be trained is trained. */
export class TrainingStation {
  readonly store = createStore<TrainingState>()(() => idleTraining);
  readonly pilots: PilotTrainer;
  readonly engine: DeviceEngine;
  readonly #race: RaceTrainer;
  readonly #helper: IdleHelper;
  readonly #weights: WeightsSender;
  readonly #datasets: DatasetSource;
  readonly #parts: StationParts;
  #newest: StationView = { shared: null, own: null, isConnected: false };
  #client: Promise<TrainerClient> | null = null;
  #preparedKey: string | null = null;
  #hasLooked = false;

  constructor(parts: StationParts) {
    this.#parts = parts;
    this.#datasets = createDatasetSource({
      readLabels: () => parts.send("labels:read", {}),
      readInputs: async ({ roundIndex, attempt }) => {
        const sessionId = this.#newest.shared?.sessionId;
        if (sessionId === undefined) return { ok: false, refusal: "internal" };
        return await parts.readSentInputs({ sessionId, roundIndex, attempt });
      },
      wait: parts.wait,
      isCurrent: (round) => {
        const current = this.#newest.shared?.round ?? null;
        return current !== null && roundKey(current) === roundKey(round);
      },
    });
    const common = { loadClient: () => this.#loadClient(), datasetOf: this.#datasets.datasetOf };
    this.pilots = new PilotTrainer({
      ...common,
      report: (pilotId, result, summaries) => parts.send("pilot:report", { pilotId, result, summaries }),
      wait: parts.wait,
      onChange: (pilots) => this.store.setState({ pilots }),
    });
    this.#race = new RaceTrainer({
      ...common,
      sendProgress: (progress) => void parts.send("race:progress", progress),
      upload: uploadThrough(parts),
      keepWeights: (place, weights) => this.#weights.keep(place, weights),
      now: parts.now,
      onChange: (race) => this.store.setState({ race }),
    });
    this.#helper = new IdleHelper({
      ...common,
      takeLease: () => parts.send("lease:take", {}),
      upload: parts.uploadLease,
      wait: parts.wait,
    });
    this.#weights = new WeightsSender({
      upload: (place, weights) =>
        parts.uploadWeights({ ...place, uploadKey: uploadKeyOf(place, parts.keys, randomKey) }, weights),
      wait: parts.wait,
    });
    this.engine = new DeviceEngine({
      loadClient: common.loadClient,
      tellSpeed: (speed) =>
        parts.send("device:report", {
          engine: speed?.engine ?? null,
          stepsPerSecond: speed?.stepsPerSecond ?? 0,
        }),
      onChange: (changed) => this.store.setState(changed),
    });
  }

  /** Looks at the newest view; safe to call with the same view again. */
  sync(view: StationView): void {
    const isBack = view.isConnected && !this.#newest.isConnected;
    this.#newest = view;
    this.engine.setConnected(view.isConnected);
    this.#sendWeights(view);
    const playing = playingOf(view);
    if (playing === null) {
      this.pilots.stop();
      this.#race.stop();
      this.#helper.stop();
      if (view.shared?.phase === "lobby" && view.own?.role === "player") void this.#lookAtDevice();
      return;
    }
    const { shared, round, teamRound, seatId } = playing;
    void this.#prepare(round);
    if (shared.phase === "exploring") this.pilots.sync({ round, seatId, pilots: teamRound.pilots });
    else this.pilots.stop();
    const isRacing = shared.phase === "racing" || shared.phase === "scoring";
    if (isRacing && round.raceSeed !== null && teamRound.commitment !== null) {
      this.#race.sync({
        sessionId: shared.sessionId,
        round,
        raceSeed: round.raceSeed,
        design: teamRound.commitment.design,
        reopenCount: teamRound.reopenCount,
        raceOrder: teamRound.raceOrder,
        replicasIn: teamRound.replicas.map((replica) => replica.replicaIndex),
      });
      if (isBack) this.#race.tellAgain();
      const isIdle = shared.mode === "class" && teamRound.replicas.length === raceReplicaCount;
      if (isIdle) this.#helper.sync({ sessionId: shared.sessionId, round, raceSeed: round.raceSeed });
      else this.#helper.stop();
    } else {
      this.#race.stop();
      this.#helper.stop();
    }
  }

  dispose(): void {
    this.pilots.dispose();
    this.#race.stop();
    this.#helper.stop();
    this.#weights.dispose();
    this.#datasets.dispose();
    void this.#client?.then(
      (client) => client.dispose(),
      () => undefined,
    );
  }

  /** The server may ask when the race is over and the reveal has begun. */
  #sendWeights({ shared, own }: StationView): void {
    const teamRound = own?.role === "player" ? own.teamRound : null;
    if (shared?.round == null || teamRound?.auditedReplica == null) return;
    const { roundIndex, attempt } = shared.round;
    const { reopenCount, auditedReplica: replicaIndex } = teamRound;
    this.#weights.send({ sessionId: shared.sessionId, roundIndex, attempt, reopenCount, replicaIndex });
  }

  #loadClient(): Promise<TrainerClient> {
    if (this.#client === null) {
      const opening = this.#parts.createClient();
      this.#client = opening;
      // A trainer that could not be loaded (the network was away) is asked for again next time.
      opening.catch(() => {
        if (this.#client === opening) this.#client = null;
      });
    }
    return this.#client;
  }

  /** Measures the device while the class gathers, so that the host sees what will train where. */
  async #lookAtDevice(): Promise<void> {
    if (this.#hasLooked) return;
    this.#hasLooked = true;
    const client = await this.#loadClient().catch(() => null);
    if (client === null) await this.engine.lackTrainer();
    else await this.engine.warmUp(client, lobbyInputDimension);
  }

  /** Reads labels and warms the worker up before they are needed. */
  async #prepare(round: RoundView): Promise<void> {
    const key = roundKey(round);
    if (this.#preparedKey === key) return;
    this.#preparedKey = key;
    const [client, dataset] = await Promise.all([
      this.#loadClient().catch(() => null),
      this.#datasets.datasetOf(round),
    ]);
    if (this.#preparedKey !== key) return;
    if (client === null || dataset === null) {
      this.#preparedKey = null;
      if (client === null) await this.engine.lackTrainer();
      else this.store.setState({ problem: "no-labels" });
      return;
    }
    // A missing trainer is the engine's to take back, when one runs.
    if (this.store.getState().problem === "no-labels") this.store.setState({ problem: null });
    client.prepare(dataset);
    const phase = this.#newest.shared?.phase;
    if (phase === "briefing" || phase === "exploring" || phase === "racing") {
      await this.engine.warmUp(client, dataset.inputDimension);
    }
  }
}

/** The parts of a view that training needs; null when this viewer has nothing to train. */
function playingOf({ shared, own }: StationView): {
  shared: SharedView;
  round: RoundView;
  teamRound: OwnTeamRound;
  seatId: Extract<OwnView, { role: "player" }>["seatId"];
} | null {
  if (shared?.round == null || own?.role !== "player" || own.teamRound === null) return null;
  const isTraining =
    shared.phase === "briefing" ||
    shared.phase === "exploring" ||
    shared.phase === "racing" ||
    shared.phase === "scoring";
  return isTraining ? { shared, round: shared.round, teamRound: own.teamRound, seatId: own.seatId } : null;
}

function uploadThrough(parts: StationParts): RaceTrainerParts["upload"] {
  return async (place, result, summary, signal) => {
    const body: HttpBody<"uploadPredictions"> = {
      ...place,
      uploadKey: uploadKeyOf(place, parts.keys, randomKey),
      step: result.step,
      trainingError: result.diverged || !Number.isFinite(result.trainingError) ? null : result.trainingError,
      predictions: result.predictions === null ? null : encodeBase64(result.predictions),
      summary,
    };
    const answer = await sendUntilAnswered(() => parts.uploadPredictions(body), {
      wait: parts.wait,
      signal,
    });
    return answer?.ok === true;
  };
}
