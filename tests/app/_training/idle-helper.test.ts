import { describe, expect, it } from "vitest";
import { IdleHelper, type IdleTime } from "@/app/_training/idle-helper";
import type { HttpBody } from "@/core/contract/http-bodies";
import { httpTable } from "@/core/contract/http-bodies";
import type { CommandReply } from "@/core/contract/socket-commands";
import { LeaseIdSchema } from "@/core/game/identifiers";
import { SeedSchema } from "@/core/random/seed";
import { FakeTrainer, settle } from "./fake-trainer";
import { aRound, sessionId } from "./views";

type Lease = CommandReply<"lease:take">["lease"];

const aLease = (number: number): Lease => ({
  leaseId: LeaseIdSchema.parse(`lease-${number}`),
  roundIndex: 0,
  attempt: 0,
  replicaIndex: 3,
  design: { depth: 5, width: 10, learningRate: 0.03 },
});
const idle: IdleTime = { sessionId, round: aRound(), raceSeed: SeedSchema.parse("c".repeat(32)) };

/** A helper that asks again each time the test says so. */
function aHelper(first: Lease) {
  const client = new FakeTrainer();
  const uploads: HttpBody<"uploadLease">[] = [];
  const server = { lease: first, asked: 0 };
  let goOn = () => {};
  const helper = new IdleHelper({
    loadClient: async () => client,
    datasetOf: async (round) => ({
      publicSeed: round.publicSeed,
      distribution: "normal",
      inputDimension: 10,
      trainingSampleCount: 2000,
      validationSampleCount: 2000,
      testSampleCount: 10000,
      loss: "logistic",
      batchSize: 50,
      trainingLabels: "",
      validationLabels: "",
    }),
    takeLease: async () => {
      server.asked += 1;
      return { ok: true, lease: server.lease };
    },
    upload: async (body) => uploads.push(body),
    wait: () => new Promise((resolve) => (goOn = resolve)),
  });
  const askAgain = async () => {
    goOn();
    await settle();
  };
  return { helper, client, uploads, server, askAgain };
}

describe("IdleHelper", () => {
  it("trains the leased replica with the race's seed and sends the result", async () => {
    const { helper, client, uploads } = aHelper(aLease(1));
    helper.sync(idle);
    helper.sync(idle);
    await settle();

    expect(client.started).toHaveLength(1);
    expect(client.last.job).toMatchObject({
      depth: 5,
      width: 10,
      runs: [{ runSeed: idle.raceSeed, replicaIndex: 3, learningRate: 0.03 }],
      predictTest: true,
    });
    client.finishRun(0);
    expect(uploads).toMatchObject([{ sessionId, leaseId: "lease-1", predictions: "AP8=" }]);
    expect(httpTable.uploadLease.body.safeParse(uploads[0]).success).toBe(true);
  });

  it("renews what it trains without beginning anew, and takes the next when it is done", async () => {
    const { helper, client, server, askAgain } = aHelper(aLease(1));
    helper.sync(idle);
    await settle();
    await askAgain();
    expect(server.asked).toBe(2);
    expect(client.started).toHaveLength(1);
    client.finishRun(0);
    server.lease = aLease(2);
    await askAgain();
    expect(client.started).toHaveLength(2);
  });

  it("drops what the server does not name any more", async () => {
    const { helper, client, server, uploads, askAgain } = aHelper(aLease(1));
    helper.sync(idle);
    await settle();
    server.lease = null;
    await askAgain();
    expect(client.cancelled).toEqual([client.last.job.jobId]);
    client.finishRun(0);
    expect(uploads).toEqual([]);
  });

  it("stops asking and training when its own race, or the round, goes on", async () => {
    const { helper, client, server, askAgain } = aHelper(aLease(1));
    helper.sync(idle);
    await settle();
    helper.stop();
    await askAgain();
    expect(server.asked).toBe(1);
    expect(client.cancelled).toHaveLength(1);
  });

  it("trains nothing of another round", async () => {
    const { helper, client } = aHelper({ ...(aLease(1) as NonNullable<Lease>), attempt: 1 });
    helper.sync(idle);
    await settle();
    expect(client.started).toEqual([]);
  });
});
