// Compiles the training kernels (AssemblyScript) into a module that the wasm engine imports as text, so that pages,
// workers and Node load it in the same way and nothing has to be fetched.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { childEnvironment, fingerprintOf, projectDirectory, SetUpError } from "./set-up.mjs";

const source = join("trainer", "engines", "wasm", "assembly");
const target = join(projectDirectory, "trainer", "engines", "wasm", "generated");

/** Writes `trainer/engines/wasm/generated/kernel-module.ts` when the kernels or their compiler changed. */
export function buildWasm() {
  const module = join(target, "kernel-module.ts");
  const stamp = join(target, ".stamp");
  const fingerprint = fingerprintOf([source, "scripts/build-wasm.mjs", "package-lock.json"]);
  if (existsSync(module) && existsSync(stamp) && readFileSync(stamp, "utf8") === fingerprint) return;
  // Deflated here, because a page's own compression finds little in base64.
  const base64 = deflateSync(compile(), { level: 9 }).toString("base64");
  mkdirSync(target, { recursive: true });
  writeFileSync(
    module,
    `// Made by scripts/build-wasm.mjs from ../assembly: WebAssembly, deflated, in base64.\nexport const kernelModule = "${base64}";\n`,
  );
  writeFileSync(stamp, fingerprint);
}

function compile() {
  const directory = mkdtempSync(join(tmpdir(), "deepstakes-wasm-"));
  try {
    const binary = join(directory, "kernel.wasm");
    const compiler = join(projectDirectory, "node_modules", "assemblyscript", "bin", "asc.js");
    const { status, stdout, stderr, error } = spawnSync(
      process.execPath,
      [
        ...[compiler, `${source.replaceAll("\\", "/")}/training.ts`, "--outFile", binary],
        ...["-O3", "--noAssert", "--runtime", "stub", "--enable", "simd", "--use", "abort=", "--noColors"],
      ],
      { cwd: projectDirectory, env: childEnvironment, encoding: "utf8" },
    );
    if (status === 0) return readFileSync(binary);
    const lines = [stdout, stderr, error?.message, "The training kernels could not be compiled."];
    throw new SetUpError(lines.filter(Boolean).join("\n"));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
