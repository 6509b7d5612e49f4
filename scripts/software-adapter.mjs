// Finds the software GPU that Chromium brings along, so that WebGPU computes in Node on any Linux machine.
import { existsSync, realpathSync } from "node:fs";
import { basename, delimiter, dirname, join } from "node:path";

const driver = "vk_swiftshader_icd.json";

/**
 * Variables with which a new process finds the software adapter, or null when it does not lie beside the browser. They
 * must be set before the process starts, because its dynamic linker reads them.
 */
export function softwareAdapterVariables(browserPath, variables = process.env) {
  if (browserPath === null || process.platform !== "linux") return null;
  const folder = foldersOf(browserPath).find((candidate) => existsSync(join(candidate, driver)));
  if (folder === undefined) return null;
  const libraries = [folder, variables.LD_LIBRARY_PATH].filter(Boolean).join(delimiter);
  return { LD_LIBRARY_PATH: libraries, VK_ICD_FILENAMES: join(folder, driver) };
}

// Distributions put a script into bin/ that starts the program of the same name in lib/.
function foldersOf(browserPath) {
  const path = realpathSync(browserPath);
  const folder = dirname(path);
  return [folder, join(folder, "..", "lib", basename(path)), join(folder, "..", "lib64", basename(path))];
}
