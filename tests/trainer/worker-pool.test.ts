import { describe, expect, it } from "vitest";
import { workerCount } from "@/trainer/worker-pool";
import { aConnectedClient } from "./support/connected-client";
import { aJob } from "./support/some-job";

describe("workerCount", () => {
  it.each([
    [undefined, 2],
    [0, 1],
    [1, 1],
    [2, 2],
    [3, 2],
    [4, 3],
    [9, 8],
    [64, 8],
  ])(
    "leaves a core to the page where there are more than two: of %s cores %d workers",
    (coreCount, expected) => {
      expect(workerCount(coreCount)).toBe(expected);
    },
  );
});

describe("preparing", () => {
  it("opens the workers that a race will use, and no more", () => {
    for (const [workers, expected] of [
      [1, 1],
      [3, 3],
      [8, 5],
    ] as const) {
      const { client, opened } = aConnectedClient({ workerCount: workers });
      expect(opened).toHaveLength(0);
      client.prepare(aJob().dataset);

      expect(opened.map(({ requests }) => requests.map(({ kind }) => kind))).toEqual(
        Array(expected).fill(["prepare"]),
      );
    }
  });
});

describe("disposing", () => {
  it("ends all workers, and jobs report nothing more", async () => {
    const { client, opened } = aConnectedClient({ workerCount: 3 });
    const reports: unknown[] = [];
    client.start(aJob(), (report) => reports.push(report));
    const measuring = client.measureSpeed(6);
    client.dispose();

    expect(opened.every(({ isTerminated }) => isTerminated)).toBe(true);
    expect(await measuring).toMatchObject({ ok: false, failure: { reason: "no-worker" } });
    expect(reports).toEqual([]);
  });
});
