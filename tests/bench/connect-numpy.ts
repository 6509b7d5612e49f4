import { spawn, spawnSync } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { weightLayout } from "@/core/training/weight-layout";
import { benchShape, checkLearningRate, idleLearningRate, plainRun } from "@/tests/bench/bench-shapes";
import { createAnswerQueue, type HostConnection, withinTime } from "@/tests/bench/host-connection";
import type { HostReply, HostRequest } from "@/tests/bench/trainer-host";

const script = fileURLToPath(new URL("numpy-training.py", import.meta.url));

/** One thread, whichever library does the products. */
const oneThread = {
  OPENBLAS_NUM_THREADS: "1",
  MKL_NUM_THREADS: "1",
  OMP_NUM_THREADS: "1",
  VECLIB_MAXIMUM_THREADS: "1",
};

/** True where `python3` finds NumPy. */
export function hasNumpy(): boolean {
  return spawnSync("python3", ["-c", "import numpy"], { stdio: "ignore" }).status === 0;
}

/** Starts Python with NumPy on one thread. */
export function connectNumpy(): HostConnection {
  const child = spawn("python3", [script], {
    env: { ...process.env, ...oneThread },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const answers = createAnswerQueue("python3");
  createInterface({ input: child.stdout }).on("line", (line) =>
    answers.deliver(JSON.parse(line) as HostReply),
  );
  child.on("exit", (code) => answers.fail(`ended with code ${code}`));
  child.on("error", ({ message }) => answers.fail(message));
  return {
    ask(request) {
      child.stdin.write(`${JSON.stringify({ ...request, ...runOf(request) })}\n`);
      return withinTime(answers.next(), `${request.kind} of numpy`);
    },
    async close() {
      if (child.exitCode !== null) return;
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.stdin.end();
      await ended;
    },
  };
}

/** The arrays that Python cannot make itself. */
function runOf(request: HostRequest) {
  if (request.kind !== "check" && request.kind !== "open") return {};
  const shape = benchShape(request.shapeId);
  const { inputDimension, batchSize, loss } = shape;
  const rate = request.kind === "check" ? checkLearningRate : idleLearningRate;
  const { inputs, wanted, startWeights, recipe } = plainRun(shape, rate);
  const run = {
    ...{ inputDimension, batchSize, loss, learningRate: rate },
    inputs: base64(inputs),
    wanted: base64(wanted),
    startWeights: base64(startWeights),
    layers: weightLayout(recipe, inputDimension).layers,
  };
  return { run };
}

function base64({ buffer, byteOffset, byteLength }: Float32Array): string {
  return Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength).toString("base64");
}
