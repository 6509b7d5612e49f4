import { describe, expect, it } from "vitest";
import { type HttpName, httpTable } from "@/core/contract/http-bodies";
import { decks } from "@/core/tasks/decks";
import { largestMeasures } from "@/tests/core/support/largest-measures";
import { isBounded, isStrict, walkSchema } from "@/tests/core/support/walk-schema";

const rules = { teamMode: "self-chosen", commitBy: "two-of-team", joinPolicy: "approve" };
const lengths = { briefingSeconds: 600, exploringSeconds: 600, racingSeconds: 120 };

/** The largest body of each request that means something. */
const largest: { readonly [Name in HttpName]: object } = {
  createSession: {
    lesson: Array.from({ length: 12 }, () => ({ deckId: "d".repeat(40), presetId: "p".repeat(60) })),
    settings: { ...rules, seatsPerTeam: 4, classSize: 400, lengths },
  },
  playAlone: { deckId: "d".repeat(40), name: "深".repeat(200) },
  join: { joinCode: "abc - 234", name: "深".repeat(200) },
  returnToSeat: { joinCode: "abc - 234", seatCode: "abc - 234" },
  joinAsCoHost: { joinCode: "abc - 234", coHostCode: "ABCD-EFGH" },
  recoverHost: { joinCode: "abc - 234", recoveryCode: "ABCD-EFGH-JKMN-PQRS" },
  uploadLease: {
    sessionId: "x".repeat(40),
    leaseId: "x".repeat(40),
    step: 10_000_000,
    trainingError: 0.1234567890123456,
    predictions: "A".repeat(40_000),
  },
  uploadPredictions: {
    sessionId: "x".repeat(40),
    roundIndex: 11,
    attempt: 20,
    reopenCount: 3,
    replicaIndex: 4,
    uploadKey: "x".repeat(64),
    step: 10_000_000,
    trainingError: 0.1234567890123456,
    predictions: "A".repeat(40_000),
    summary: largestMeasures(),
  },
  listArchive: {},
  openArchived: { sessionId: "x".repeat(40) },
  deleteArchived: { sessionId: "x".repeat(40) },
  recoverArchived: { joinCode: "abc - 234", recoveryCode: "ABCD-EFGH-JKMN-PQRS" },
};

const requests = Object.entries(httpTable).map(([name, rule]) => ({
  name,
  rule,
  sample: largest[name as HttpName],
}));

describe.each(requests)("request $name", ({ rule, sample }) => {
  it("reads its largest body and has room for it", () => {
    expect(rule.body.safeParse(sample).success).toBe(true);
    expect(new TextEncoder().encode(JSON.stringify(sample)).length).toBeLessThanOrEqual(rule.largestBytes);
    expect(rule.largestBytes).toBeLessThanOrEqual(64_000);
  });

  it("refuses a key that it does not know, a missing key and a wrong type", () => {
    expect(rule.body.safeParse({ ...sample, extra: 1 }).success).toBe(false);
    for (const key of Object.keys(sample)) {
      const { [key as keyof typeof sample]: _left, ...rest } = sample;
      expect(rule.body.safeParse(rest).success, `without ${key}`).toBe(false);
      for (const wrong of [undefined, Number.NaN, {}, -1, "x".repeat(50_000)]) {
        expect(rule.body.safeParse({ ...sample, [key]: wrong }).success, key).toBe(false);
      }
    }
  });

  it("refuses what is no body, without throwing", () => {
    for (const value of [null, undefined, 0, "text", [], true]) {
      expect(rule.body.safeParse(value).success).toBe(false);
    }
  });

  it("bounds every text and list, and names every key at every depth of body and reply", () => {
    const nodes = walkSchema(rule.body);
    expect(nodes.filter((node) => !isBounded(node)).map((node) => node.path)).toEqual([]);
    const loose = [...nodes, ...walkSchema(rule.reply)].filter((node) => !isStrict(node));
    expect(loose.map((node) => node.path)).toEqual([]);
  });

  it("lives under /api, at an address of its own", () => {
    expect(rule.path).toMatch(/^\/api(\/[a-z-]+)+$/);
    expect(requests.filter((other) => other.rule.path === rule.path)).toHaveLength(1);
  });
});

describe("an upload of predictions", () => {
  const { body, reply } = httpTable.uploadPredictions;

  it("holds the packed predictions of every deck's test rows", () => {
    for (const deck of decks) {
      const base64Length = 4 * Math.ceil(deck.testSampleCount / 8 / 3);
      const sample = { ...largest.uploadPredictions, predictions: "A".repeat(base64Length) };
      expect(body.safeParse(sample).success, deck.deckId).toBe(true);
    }
  });

  it("may be null for a run that diverged", () => {
    expect(
      body.safeParse({ ...largest.uploadPredictions, predictions: null, trainingError: null }).success,
    ).toBe(true);
  });

  it("is answered without a word about errors", () => {
    expect(reply.safeParse({ counted: true }).success).toBe(true);
    expect(reply.safeParse({ counted: true, testError: 0.3 }).success).toBe(false);
  });
});
