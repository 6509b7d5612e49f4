import { describe, expect, it } from "vitest";
import { createLog } from "@/server/log";

function linesOf(write: (log: ReturnType<typeof createLog>) => void): Record<string, unknown>[] {
  const lines: Record<string, unknown>[] = [];
  write(createLog("info", { write: (line) => void lines.push(JSON.parse(line)) }));
  return lines;
}

describe("the log", () => {
  it("cuts out names, codes and tokens wherever an object is logged", () => {
    const [line] = linesOf((log) =>
      log.info({
        sessionId: "s1",
        name: "Ann",
        seat: { token: "t", seatCode: "ABCDEF", seatId: "7" },
        team: { own: { teamName: "Owls", recoveryCode: "X" } },
        request: { cookie: "c", secret: "k" },
      }),
    );

    expect(line).toMatchObject({ sessionId: "s1", seat: { seatId: "7" }, team: { own: {} }, request: {} });
    expect(JSON.stringify(line)).not.toMatch(/Ann|"t"|ABCDEF|Owls|"X"|"c"|"k"/);
  });

  it("tells what an error was, under both of its keys", () => {
    const error = new Error("the disk is full");
    for (const line of linesOf((log) => {
      log.error({ error });
      log.error({ err: error });
    })) {
      expect(JSON.stringify(line)).toContain("the disk is full");
    }
  });

  it("is quiet below its level", () => {
    expect(linesOf((log) => log.debug("detail"))).toEqual([]);
  });
});
