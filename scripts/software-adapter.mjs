// Finds the software GPU that Chromium brings along, so that WebGPU computes in Node on any Linux machine.
import { existsSync, realpathSync } from "node:fs";
import { constants } from "node:os";
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

/**
 * Lets this process find the software adapter, without variables that were set before it started. Does nothing where
 * the adapter does not lie beside the browser.
 */
export function openSoftwareAdapter(browserPath) {
  const variables = softwareAdapterVariables(browserPath);
  if (variables === null) return;
  process.env.VK_ICD_FILENAMES = variables.VK_ICD_FILENAMES;
  const library = join(dirname(variables.VK_ICD_FILENAMES), "libvulkan.so.1");
  if (!existsSync(library)) return;
  try {
    // Linux: a library that was opened once stays open, and the linker finds it by its name.
    const keepOpen = 0x1000;
    process.dlopen({ exports: {} }, library, constants.dlopen.RTLD_NOW | keepOpen);
  } catch {
    // It is no addon of Node, and Node says so after opening it.
  }
}

// Distributions put a script into bin/ that starts the program of the same name in lib/.
function foldersOf(browserPath) {
  const path = realpathSync(browserPath);
  const folder = dirname(path);
  return [folder, join(folder, "..", "lib", basename(path)), join(folder, "..", "lib64", basename(path))];
}
