import { describe, expect, it } from "vitest";
import type { ReplicaPlace } from "@/app/_training/upload-key";
import { WeightsSender } from "@/app/_training/weights-sender";
import type { Refusal } from "@/core/game/refusal";
import { settle } from "./fake-trainer";
import { sessionId } from "./views";

const place = (changed: Partial<ReplicaPlace> = {}): ReplicaPlace => ({
  sessionId,
  roundIndex: 0,
  attempt: 0,
  reopenCount: 0,
  replicaIndex: 2,
  ...changed,
});
const weights = (value: number) => Float32Array.from([value]);

function aSender(refusals: Refusal[] = []) {
  const sent: [number, number][] = [];
  const sender = new WeightsSender({
    upload: async ({ replicaIndex }, [value = Number.NaN]) => {
      sent.push([replicaIndex, value]);
      const refusal = refusals.shift();
      return refusal === undefined ? { ok: true } : { ok: false, refusal };
    },
    wait: async () => undefined,
  });
  return { sender, sent };
}

describe("WeightsSender", () => {
  it("sends the weights of the replica that is asked for, once, however often it is asked", async () => {
    const { sender, sent } = aSender();
    sender.keep(place({ replicaIndex: 1 }), weights(1));
    sender.keep(place(), weights(2));
    sender.send(place());
    sender.send(place());
    await settle();
    expect(sent).toEqual([[2, 2]]);
  });

  it("sends nothing that it did not train, as after a reload", async () => {
    const { sender, sent } = aSender();
    sender.send(place());
    sender.keep(place({ replicaIndex: 1 }), weights(1));
    sender.send(place());
    await settle();
    expect(sent).toEqual([]);
  });

  it("forgets what was trained for an earlier commitment or round", async () => {
    const { sender, sent } = aSender();
    sender.keep(place(), weights(1));
    sender.keep(place({ reopenCount: 1, replicaIndex: 0 }), weights(2));
    sender.send(place());
    sender.keep(place({ roundIndex: 1, replicaIndex: 0 }), weights(3));
    sender.send(place({ reopenCount: 1, replicaIndex: 0 }));
    await settle();
    expect(sent).toEqual([]);
  });

  it("sends again while the server is away, and not after a refusal for good", async () => {
    const { sender, sent } = aSender(["internal", "storage"]);
    sender.keep(place(), weights(1));
    sender.send(place());
    await settle();
    expect(sent).toHaveLength(3);

    const refused = aSender(["wrong-phase"]);
    refused.sender.keep(place(), weights(1));
    refused.sender.send(place());
    await settle();
    expect(refused.sent).toHaveLength(1);
  });
});
