import { describe, expect, it } from "vitest";
import { LiveMessageSchema, ViewMessageSchema } from "@/core/contract/server-events";
import { commandTable } from "@/core/contract/socket-commands";
import { OwnViewSchema, PlayerOwnViewSchema, SharedViewSchema } from "@/core/game/view";
import { viewFor } from "@/core/game/view-for";
import { lastOf, playSecretRound, someSecrets, surroundingsOf } from "@/tests/core/support/secret-round";
import { isStrict, keysOf, preRevealShared, walkSchema } from "@/tests/core/support/walk-schema";

const preRevealSharedSchema = preRevealShared(SharedViewSchema);

describe("the schemas of what the server sends", () => {
  const sent = [
    { name: "view", schema: ViewMessageSchema },
    { name: "shared view before the reveal", schema: preRevealSharedSchema },
    { name: "own view", schema: OwnViewSchema },
    { name: "live", schema: LiveMessageSchema },
    ...Object.entries(commandTable).map(([name, { reply }]) => ({ name: `reply to ${name}`, schema: reply })),
  ];

  it.each(sent)("name every key: $name", ({ schema }) => {
    expect(
      walkSchema(schema)
        .filter((node) => !isStrict(node))
        .map((node) => node.path),
    ).toEqual([]);
  });

  it("name no secret before the reveal", () => {
    const before = new Set([
      ...keysOf(preRevealSharedSchema),
      ...keysOf(PlayerOwnViewSchema.shape.teamRound),
      ...keysOf(LiveMessageSchema),
      ...Object.values(commandTable).flatMap(({ reply }) => [...keysOf(reply)]),
    ]);
    const secretKeys = [
      ...[
        "secret",
        "secretSeed",
        "presetId",
        "rule",
        "indices",
        "offsets",
        "family",
        "houseDesign",
        "oracleError",
      ],
      ...["testError", "testErrors", "houseErrors", "meanError", "testError", "testLabels", "measured"],
      ...[
        "claim",
        "tokenHash",
        "seatCodeHash",
        "hostTokenHash",
        "hostRecoveryHash",
        "accuracyPoints",
        "scores",
      ],
    ];
    expect(secretKeys.filter((key) => before.has(key))).toEqual([]);
    expect([...before]).toEqual(
      expect.arrayContaining(["trainingError", "validationError", "trainingLabels"]),
    );
  });

  it("let no test error ride along with a live message or a view", () => {
    const curve = { teamId: "t1", points: [[10, 0.25]], replicaSteps: [10, null, null, null, null] };
    expect(LiveMessageSchema.safeParse({ race: [curve], devices: [] }).success).toBe(true);
    expect(LiveMessageSchema.safeParse({ race: [{ ...curve, testError: 0.1 }], devices: [] }).success).toBe(
      false,
    );
    const state = lastOf(playSecretRound(someSecrets, "racing"));
    const { shared } = viewFor(state, { role: "host" }, surroundingsOf(state));
    expect(SharedViewSchema.safeParse({ ...shared, errors: [0.1] }).success).toBe(false);
  });
});
