// Puts the wasm files of TensorFlow.js where the server gives them to browsers. Node built-ins only.
import { copyFileSync, existsSync, mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { projectDirectory } from "./set-up.mjs";

// Without threads (see tfjs-backend.ts), with and without SIMD.
const fileNames = ["tfjs-backend-wasm.wasm", "tfjs-backend-wasm-simd.wasm"];

/** Copies what is missing or has another size than the package's file. */
export function copyTfjsFiles() {
  const from = join(projectDirectory, "node_modules", "@tensorflow", "tfjs-backend-wasm", "dist");
  const to = join(projectDirectory, "public", "tfjs");
  mkdirSync(to, { recursive: true });
  for (const name of fileNames) {
    const target = join(to, name);
    const isCurrent = existsSync(target) && statSync(target).size === statSync(join(from, name)).size;
    if (!isCurrent) copyFileSync(join(from, name), target);
  }
}
