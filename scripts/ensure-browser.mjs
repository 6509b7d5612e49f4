// Finds a Chromium for the browser tests, or installs one.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { projectDirectory, SetUpError } from "./set-up.mjs";

const knownPaths = {
  linux: [
    "/usr/bin/chromium",
    "/usr/bin/google-chrome",
    "/usr/bin/chromium-browser",
    "/usr/bin/microsoft-edge",
  ],
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ],
  win32: [
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
  ],
};

/** The path of a browser that starts, or null. CHROME_PATH comes first, then Playwright's own, then known places. */
export function findBrowser() {
  const candidates = [process.env.CHROME_PATH, playwrightBrowser(), ...(knownPaths[process.platform] ?? [])];
  return candidates.find((path) => path !== undefined && starts(path)) ?? null;
}

/** Like `findBrowser`, but installs one when there is none; throws a SetUpError when that fails too. */
export function ensureBrowser() {
  const given = process.env.CHROME_PATH;
  if (given !== undefined && !starts(given))
    throw new SetUpError(`CHROME_PATH is ${given}, which does not start.`);
  for (const install of [() => {}, installWithPlaywright, installWithApt]) {
    install();
    const path = findBrowser();
    if (path !== null) return path;
  }
  throw new SetUpError(
    "The browser tests need Chromium. Install Chrome or Chromium and, if it lies in an unusual place, set CHROME_PATH.",
  );
}

// Existing is not enough: Ubuntu's chromium-browser can be a stub. Chrome on Windows has no --version.
function starts(path) {
  if (!existsSync(path)) return false;
  if (process.platform === "win32") return true;
  return spawnSync(path, ["--version"], { timeout: 20_000 }).status === 0;
}

function playwrightBrowser() {
  try {
    return createRequire(import.meta.url)("playwright-core").chromium.executablePath();
  } catch {
    return undefined;
  }
}

function installWithPlaywright() {
  console.log("Installing Chromium for the browser tests ...");
  const playwright = join(projectDirectory, "node_modules", "@playwright", "test", "cli.js");
  spawnSync(process.execPath, [playwright, "install", "chromium"], {
    cwd: projectDirectory,
    stdio: "inherit",
  });
  const path = playwrightBrowser();
  if (path === undefined || !existsSync(path) || starts(path)) return;
  spawnSync(process.execPath, [playwright, "install-deps", "chromium"], {
    cwd: projectDirectory,
    stdio: "inherit",
  });
}

function installWithApt() {
  if (process.platform !== "linux" || !existsSync("/usr/bin/apt-get")) return;
  const isRoot = process.getuid() === 0;
  const apt = (...parameters) => {
    const command = ["apt-get", "-o", "DPkg::Lock::Timeout=300", ...parameters];
    const [program, ...rest] = isRoot ? command : ["sudo", "-n", ...command];
    spawnSync(program, rest, {
      stdio: "inherit",
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
  };
  apt("update");
  apt("install", "-y", "--no-install-recommends", "chromium");
}
