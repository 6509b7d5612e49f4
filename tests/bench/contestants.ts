import { connectBrowser } from "@/tests/bench/connect-browser";
import { connectNode } from "@/tests/bench/connect-node";
import { connectNumpy, hasNumpy } from "@/tests/bench/connect-numpy";
import type { HostConnection } from "@/tests/bench/host-connection";
import type { BenchBrowser } from "@/tests/bench/launch-browser";
import { populationSize, populationTrainerName } from "@/tests/bench/population-size";

/** One trainer of a family, and how its figures are called. */
export interface Contestant {
  trainer: string;
  engine: string;
  replicas: number;
  /** Only these shapes; all if absent. */
  shapeIds?: readonly string[];
}

/** Trainers that share one place. */
export interface Family {
  environment: string;
  name: string;
  /** One sentence about what they compute on. */
  description: string;
  connection: HostConnection;
  contestants: Contestant[];
  /** What its windows say: speed, or the cost of JavaScript where the GPU computes nothing. */
  measures: "speed" | "javascript";
}

/** Families that run here; what does not run is told to `note`. */
export interface FamilySearch {
  note(sentence: string): void;
  /** Variables with which WebGPU finds a software adapter in Node; null where there is none. */
  softwareAdapter: Record<string, string> | null;
}

const tfjsWays = ["", " model.fit", " minimise"];

/** Starts all that can be timed in Node, one process for each family. */
export async function nodeFamilies(search: FamilySearch): Promise<Family[]> {
  const families: Family[] = [];
  for (const name of ["javascript", "wasm", "tfjs-cpu", "tfjs-wasm"]) {
    const connect = () => connectNode(name, { gpu: "none" });
    await addFamily(families, search, { environment: "node", name, connect });
  }
  if (hasNumpy()) {
    const connect = async () => connectNumpy();
    await addFamily(families, search, { environment: "node", name: "numpy", connect });
  } else search.note("NumPy was not measured: python3 with numpy is not there.");
  const variables = search.softwareAdapter ?? {};
  await addFamily(families, search, {
    environment: "node",
    name: "webgpu",
    connect: () => connectNode("webgpu", { gpu: "adapter", variables }),
  });
  for (const name of ["webgpu", "tfjs-webgpu"]) {
    const connect = () => connectNode(name, { gpu: "null", variables });
    await addFamily(families, search, { environment: "node, Dawn's null backend", name, connect });
  }
  return families;
}

/** Opens a worker for each family that can be timed in the browser. */
export async function browserFamilies(search: FamilySearch, browser: BenchBrowser): Promise<Family[]> {
  const families: Family[] = [];
  const names = [
    "javascript",
    "wasm",
    "webgpu",
    ...["cpu", "wasm", "webgl", "webgpu"].map((b) => `tfjs-${b}`),
  ];
  for (const name of names) {
    const connect = async () => connectBrowser(browser, name);
    await addFamily(families, search, { environment: "chromium", name, connect });
  }
  return families;
}

interface FamilyCandidate {
  environment: string;
  name: string;
  connect(): Promise<HostConnection>;
}

async function addFamily(
  families: Family[],
  { note }: FamilySearch,
  { environment, name, connect }: FamilyCandidate,
): Promise<void> {
  let connection: HostConnection | null = null;
  try {
    connection = await connect();
    const { description = "", error } = await connection.ask({ kind: "describe" });
    if (error) throw new Error(error);
    const measures = environment.includes("null backend") ? "javascript" : "speed";
    const gpu = measures === "speed" && usesGpu(name) ? gpuKindOf(description) : "";
    families.push({
      environment: environment + gpu,
      name,
      description,
      connection,
      contestants: contestantsOf(name, gpu === ", GPU").filter(
        // A run of ours looks at its numbers and ends when the GPU gives none.
        ({ trainer }) => measures === "speed" || trainer !== "tfjs-webgpu",
      ),
      measures,
    });
  } catch (error) {
    await connection?.close();
    const reason = error instanceof Error ? error.message : String(error);
    note(`${name} was not measured in ${environment}: ${reason}.`);
  }
}

function contestantsOf(name: string, isOnGpu: boolean): Contestant[] {
  const aloneAs = (trainer: string) => ({ trainer, engine: trainer, replicas: 1 });
  if (name.startsWith("tfjs-")) return tfjsWays.map((way) => aloneAs(`${name}${way}`));
  // A processor gains nothing from replicas together; for a GPU they are the point.
  const together = {
    trainer: populationTrainerName,
    engine: name,
    replicas: populationSize,
    shapeIds: ["S1"],
  };
  return name === "webgpu" && isOnGpu ? [aloneAs(name), together] : [aloneAs(name)];
}

function usesGpu(name: string): boolean {
  return name.endsWith("webgpu") || name.endsWith("webgl");
}

function gpuKindOf(description: string): string {
  return /software|swiftshader|llvmpipe|lavapipe/i.test(description) ? ", software adapter" : ", GPU";
}
