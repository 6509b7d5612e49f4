import { describe, expect, it } from "vitest";
import { TrainingStation } from "@/app/_training/training-station";
import type { KeyValueStore } from "@/app/_training/upload-key";
import type { HttpAnswer, HttpBody, WeightsPlace } from "@/core/contract/http-bodies";
import { httpTable, weightsUpload } from "@/core/contract/http-bodies";
import type { CommandName } from "@/core/contract/socket-commands";
import { FakeTrainer, settle } from "./fake-trainer";
import { aPilot, aView } from "./views";

type UploadAnswer = HttpAnswer<"uploadPredictions">;

function aStation(options: { answers?: UploadAnswer[]; keys?: KeyValueStore } = {}) {
  const client = new FakeTrainer();
  const sent: CommandName[] = [];
  const uploads: HttpBody<"uploadPredictions">[] = [];
  const weightUploads: { place: WeightsPlace; weights: Float32Array }[] = [];
  let openedCount = 0;
  const replies: Record<string, object> = {
    "labels:read": { trainingLabels: "AAAA", validationLabels: "AAAA" },
  };
  const station = new TrainingStation({
    createClient: async () => {
      openedCount += 1;
      return client;
    },
    send: (async (name: CommandName) => {
      sent.push(name);
      return { ok: true, ...replies[name] };
    }) as never,
    uploadPredictions: async (body) => {
      uploads.push(body);
      return options.answers?.shift() ?? { ok: true, counted: true };
    },
    readSentInputs: async () => ({ ok: false, refusal: "internal" }),
    uploadLease: async () => ({ ok: true, counted: true }),
    uploadWeights: async (place, weights) => {
      weightUploads.push({ place, weights });
      return { ok: true };
    },
    wait: async () => undefined,
    now: () => 0,
    keys: options.keys ?? null,
  });
  return { station, client, sent, uploads, weightUploads, openedCount: () => openedCount };
}

function memoryKeys(): KeyValueStore {
  const kept = new Map<string, string>();
  return { getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => void kept.set(name, value) };
}

const commitment = { design: { depth: 2, width: 20, learningRate: 0.1 }, isAutomatic: false };

describe("TrainingStation", () => {
  it("loads no trainer before there is a round to train for", async () => {
    const { station, openedCount, sent } = aStation();
    station.sync({ shared: null, own: null, isConnected: false });
    station.sync(aView("briefing", { teamRound: null }));
    station.sync(aView("reveal"));
    await settle();

    expect(openedCount()).toBe(0);
    expect(sent).toEqual([]);
  });

  it("measures the device in the lobby, once, without any labels", async () => {
    const { station, client, sent, openedCount } = aStation();
    station.sync(aView("lobby", { teamRound: null }));
    await settle();
    station.sync(aView("lobby", { teamRound: null }));
    await settle();
    expect(openedCount()).toBe(1);
    expect(sent).toEqual(["device:report"]);
    expect(client.preparedCount).toBe(0);
  });

  it("reports a device whose trainer does not load as one that cannot train", async () => {
    const sent: [CommandName, unknown][] = [];
    const station = new TrainingStation({
      createClient: () => Promise.reject(new Error("blocked")),
      send: (async (name: CommandName, payload: unknown) => {
        sent.push([name, payload]);
        return { ok: true };
      }) as never,
      uploadPredictions: async () => ({ ok: true, counted: true }),
      readSentInputs: async () => ({ ok: false, refusal: "internal" }),
      uploadLease: async () => ({ ok: true, counted: true }),
      uploadWeights: async () => ({ ok: true }),
      wait: async () => undefined,
      now: () => 0,
      keys: null,
    });
    station.sync(aView("lobby", { teamRound: null }));
    await settle();
    expect(sent).toEqual([["device:report", { engine: null, stepsPerSecond: 0 }]]);
    expect(station.store.getState().problem).toBe("no-trainer");
  });

  it("warms up in the briefing: labels once, data prepared, speed measured and reported", async () => {
    const { station, client, sent, openedCount } = aStation();
    station.sync(aView("briefing"));
    station.sync(aView("briefing"));
    await settle();
    station.sync(aView("exploring"));
    await settle();

    expect(openedCount()).toBe(1);
    expect(client.preparedCount).toBe(1);
    expect(sent).toEqual(["labels:read", "device:report"]);
    expect(station.store.getState().speed?.stepsPerSecond).toBe(1000);
  });

  it("reports the speed again after a lost connection, since the server may have forgotten it", async () => {
    const { station, sent } = aStation();
    station.sync(aView("briefing"));
    await settle();
    station.sync(aView("briefing", { isConnected: false }));
    station.sync(aView("briefing"));
    await settle();

    expect(sent.filter((name) => name === "device:report")).toHaveLength(2);
  });

  it("cancels pilots when the race starts and trains the race", async () => {
    const { station, client } = aStation();
    station.sync(aView("exploring", { teamRound: { pilots: [aPilot("p1")] } }));
    await settle();
    const pilotJob = client.last.job.jobId;

    station.sync(aView("racing", { teamRound: { pilots: [aPilot("p1")], commitment } }));
    await settle();

    expect(client.cancelled).toEqual([pilotJob]);
    expect(client.last.job).toMatchObject({
      predictTest: true,
      runs: [0, 1, 2, 3, 4].map((replicaIndex) => ({ replicaIndex })),
    });
  });

  it("goes on in scoring and stops at the reveal", async () => {
    const { station, client } = aStation();
    station.sync(aView("racing", { teamRound: { commitment } }));
    await settle();
    station.sync(aView("scoring", { teamRound: { commitment } }));
    await settle();
    expect(client.cancelled).toEqual([]);

    station.sync(aView("reveal", { teamRound: { commitment } }));
    await settle();
    expect(client.cancelled).toEqual([client.last.job.jobId]);
  });

  it("sends the weights that the server asks for, also in the reveal, under the key of their predictions", async () => {
    const { station, client, uploads, weightUploads } = aStation({ keys: memoryKeys() });
    station.sync(aView("racing", { teamRound: { commitment } }));
    await settle();
    client.finishRun(1);
    await settle();
    expect(weightUploads).toEqual([]);
    station.sync(aView("reveal", { teamRound: { commitment, auditedReplica: 1 } }));
    station.sync(aView("reveal", { teamRound: { commitment, auditedReplica: 1 } }));
    await settle();

    const { sessionId, roundIndex, attempt, reopenCount, uploadKey } = uploads[0] ?? expect.fail("no upload");
    const place = { sessionId, roundIndex, attempt, reopenCount, replicaIndex: 1, uploadKey };
    expect(weightUploads).toEqual([{ place, weights: Float32Array.from([1]) }]);
    const query = Object.fromEntries(Object.entries(place).map(([name, value]) => [name, String(value)]));
    expect(weightsUpload.query.parse(query)).toEqual(place);
  });

  it("uploads what the contract allows, again with the same key until the server answers", async () => {
    const { station, client, uploads } = aStation({
      answers: [
        { ok: false, refusal: "internal" },
        { ok: false, refusal: "storage" },
      ],
      keys: memoryKeys(),
    });
    station.sync(aView("racing", { teamRound: { commitment } }));
    await settle();
    client.finishRun(0);
    await settle();

    expect(uploads).toHaveLength(3);
    expect(new Set(uploads.map((body) => body.uploadKey)).size).toBe(1);
    expect(httpTable.uploadPredictions.body.safeParse(uploads[0]).success).toBe(true);
    expect(uploads[0]).toMatchObject({ replicaIndex: 0, predictions: "AP8=", trainingError: 0.1 });
    expect(uploads[0]?.summary).toEqual({
      step: 500,
      trainingError: 0.1,
      validationError: null,
      diverged: false,
      displacement: [1.235, 0.5],
      gradientNorm: 0.25,
      sensitivities: [0.8, 0.6],
      curve: [[500, 0.1, null]],
    });
  });

  it("keeps an upload key through a reload and takes another for another replica", async () => {
    const keys = memoryKeys();
    const before = aStation({ keys });
    before.station.sync(aView("racing", { teamRound: { commitment } }));
    await settle();
    before.client.finishRun(0);
    await settle();
    before.station.dispose();
    const after = aStation({ keys });
    after.station.sync(aView("racing", { teamRound: { commitment } }));
    await settle();
    after.client.finishRun(0);
    await settle();
    after.client.finishRun(1);
    await settle();

    expect(after.uploads[0]?.uploadKey).toBe(before.uploads[0]?.uploadKey);
    expect(after.uploads[1]?.uploadKey).not.toBe(after.uploads[0]?.uploadKey);
  });

  it("uploads a diverged replica without predictions and without a training error", async () => {
    const { station, client, uploads } = aStation();
    station.sync(aView("racing", { teamRound: { commitment } }));
    await settle();
    client.finishRun(0, { diverged: true });
    await settle();

    expect(uploads[0]).toMatchObject({ predictions: null, trainingError: null, step: 7 });
  });

  it("keeps saying that nothing trains here when a round begins", async () => {
    const { station, client } = aStation();
    client.hasWorkers = false;
    station.sync(aView("lobby", { teamRound: null }));
    await settle();
    station.sync(aView("briefing"));
    await settle();

    expect(station.store.getState().problem).toBe("no-trainer");
  });

  it("closes the trainer when the page is left", async () => {
    const { station, client } = aStation();
    station.sync(aView("briefing"));
    await settle();
    station.dispose();
    await settle();

    expect(client.isDisposed).toBe(true);
  });
});
