import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { expect, type Page, test } from "@playwright/test";
import { build } from "vite";
import { type Seed, SeedSchema } from "@/core/random/seed";
import type { Loss, RunStatus, TrainingRecipe, TrainingRows } from "@/core/training/recipe";
import { createReferenceRun } from "@/core/training/reference-trainer";
import { trainingRows } from "@/tests/fixtures/training-rows";
import type { BrowserResult, BrowserTraining } from "@/tests/fixtures/webgpu-browser-worker";
import { withArguments } from "./support/browser-options";

// The software adapter where the machine has no GPU: sizes are small. What Node's WebGPU can show is in the unit tests.
test.use({ launchOptions: withArguments("--enable-unsafe-webgpu") });

const projectDirectory = fileURLToPath(new URL("../../", import.meta.url));
const runSeed: Seed = SeedSchema.parse("5f0e1d2c3b4a59687786a5b4c3d2e1f0");
const otherSeed: Seed = SeedSchema.parse("0123456789abcdef0123456789abcdef");

let address: string;
let close: () => void;
test.beforeAll(async () => {
  const script = await buildWorker();
  const server = createServer(({ url }, response) => {
    const isWorker = url === "/worker.js";
    response.writeHead(200, { "content-type": isWorker ? "text/javascript" : "text/html" });
    response.end(isWorker ? script : "<!doctype html><title>WebGPU</title>");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://localhost:${(server.address() as AddressInfo).port}/`;
  close = () => server.close();
});
test.afterAll(() => close());
test.beforeEach(async ({ page }) => {
  await page.goto(address);
});

for (const loss of ["logistic", "softmax", "squared"] as const) {
  test(`a worker trains as the reference does: ${loss}`, async ({ page }) => {
    for (const [D, L, H, N, B] of [
      [1, 1, 1, 3, 1],
      [5, 0, 4, 30, 50],
      [3, 2, 7, 50, 20],
      [11, 4, 21, 60, 33],
    ] as const) {
      const training = aTraining(loss, { D, L, H, N, B }, { advances: [2, 3] });
      const result = await trainInBrowser(page, training);
      expect(result.error).toBeNull();
      for (const [replica, { learningRate, ...seeds }] of training.replicas.entries()) {
        const design = { ...training.recipe.design, learningRate };
        const rows = rowsOf(loss, N, D);
        const reference = createReferenceRun({ ...training.recipe, design }, rows, seeds);
        const expected = reference.advance(5);
        const status = result.statuses[replica] as RunStatus;
        expect(status).toMatchObject({ step: expected.step, state: expected.state });
        expect(status.seen.wrongCount).toBe(expected.seen.wrongCount);
        expect(Math.abs(status.seen.lossSum / expected.seen.lossSum - 1)).toBeLessThan(1e-5);
        expect(distance(result.weights[replica] ?? [], reference.weights())).toBeLessThan(1e-5);
        expect(Math.abs((result.losses[replica] ?? 0) / reference.evaluate(rows).loss - 1)).toBeLessThan(
          1e-5,
        );
      }
    }
  });
}

test("runs converge and diverge side by side", async ({ page }) => {
  const training = aTraining("logistic", { D: 5, L: 5, H: 16, N: 60, B: 20 }, { advances: [500] });
  const rates = [0.1, 100];
  training.replicas = rates.map((learningRate) => ({ runSeed, replicaIndex: 2, learningRate }));

  const { statuses } = await trainInBrowser(page, training);

  expect(statuses[0]).toMatchObject({ state: "converged" });
  expect(statuses[1]).toMatchObject({ state: "diverged" });
});

test("a lost device rejects the run and is told once", async ({ page }) => {
  const size = { D: 5, L: 1, H: 8, N: 60, B: 20 };
  const result = await trainInBrowser(
    page,
    aTraining("softmax", size, { advances: [3, 500], losesDevice: true }),
  );

  expect(result.error).toMatch(/the GPU was lost/);
  expect(result.lostCount).toBe(1);
});

interface Size {
  D: number;
  L: number;
  H: number;
  N: number;
  B: number;
}

function rowsOf(loss: Loss, rowCount: number, inputDimension: number): TrainingRows {
  const rows = trainingRows({ family: "k-local", k: 1 }, rowCount, inputDimension);
  if (loss !== "squared") return rows;
  const targets = rows.inputs.filter((_, index) => index % inputDimension === 0).map((x) => Math.sin(2 * x));
  return { inputs: rows.inputs, targets, rowCount, inputDimension };
}

function aTraining(loss: Loss, { D, L, H, N, B }: Size, how: Partial<BrowserTraining>): BrowserTraining {
  const rows = rowsOf(loss, N, D);
  const design = { depth: L, width: H, learningRate: 0.1 };
  const recipe: TrainingRecipe = { design, loss, batchSize: B, stepBudget: 500 };
  return {
    recipe: loss === "squared" ? { ...recipe, stepBudget: 6 } : recipe,
    rowCount: N,
    inputDimension: D,
    inputs: Array.from(rows.inputs),
    expected: Array.from("labels" in rows ? rows.labels : rows.targets),
    replicas: [0, 1, 2, 3, 4].map((index) => ({
      runSeed: index % 2 === 0 ? runSeed : otherSeed,
      replicaIndex: index,
      learningRate: 0.02 * (index + 1),
    })),
    advances: [],
    losesDevice: false,
    ...how,
  };
}

/** |a - b| / |b|. */
function distance(a: readonly number[], b: Float64Array): number {
  return Math.hypot(...b.map((value, index) => value - (a[index] as number))) / Math.hypot(...b);
}

async function trainInBrowser(page: Page, training: BrowserTraining): Promise<BrowserResult> {
  return page.evaluate(
    (message) =>
      new Promise<BrowserResult>((resolve, reject) => {
        const worker = new Worker("/worker.js", { type: "module" });
        worker.onerror = ({ message: reason }) => reject(new Error(reason || "the worker did not start"));
        worker.onmessage = ({ data }: MessageEvent<BrowserResult>) => {
          worker.terminate();
          resolve(data);
        };
        worker.postMessage(message);
      }),
    training,
  );
}

async function buildWorker(): Promise<string> {
  const built = await build({
    configFile: false,
    root: projectDirectory,
    publicDir: false,
    logLevel: "error",
    resolve: { alias: { "@": projectDirectory.replace(/\/$/, "") } },
    build: {
      write: false,
      target: "es2023",
      rollupOptions: { input: `${projectDirectory}tests/fixtures/webgpu-browser-worker.ts` },
    },
  });
  for (const result of [built].flat()) {
    if (!("output" in result)) continue;
    const [entry] = result.output;
    return entry.code;
  }
  throw new Error("the worker was not built");
}
