import { describe, expect, test } from "vitest";
import { recoveryCodeText } from "@/app/host/recovery-code";
import { RecoveryCodeSchema } from "@/core/game/identifiers";

describe("the printed recovery code", () => {
  test("has groups of four and still is the code without its hyphens", () => {
    const code = RecoveryCodeSchema.parse("9FHJ4URNEPCWHYJX");
    expect(recoveryCodeText(code)).toBe("9FHJ-4URN-EPCW-HYJX");
    expect(recoveryCodeText(code).replaceAll("-", "")).toBe(code);
  });
});
