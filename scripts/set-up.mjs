// What every command needs before it can run: packages, the database client, the build. Node built-ins only, since
// it runs in an empty clone. Each step leaves a stamp and is skipped while its inputs stay the same.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

export const projectDirectory = join(dirname(fileURLToPath(import.meta.url)), "..");

const OLDEST_NODE = [20, 19];
const buildInputs = [
  ...["app", "core", "trainer", "messages", "public", "package-lock.json"],
  ...["next.config.js", "postcss.config.mjs", "tsconfig.json"],
];

/** Variables for child processes: no telemetry, no engine download. */
export const childEnvironment = {
  ...process.env,
  NEXT_TELEMETRY_DISABLED: "1",
  CHECKPOINT_DISABLE: "1",
  // Prisma downloads an engine unless told of one; `generate` never runs it.
  PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
};

/** An obstacle that the person at the terminal must read about; the message says everything. */
export class SetUpError extends Error {}

/** Throws when this Node is too old to run anything here. */
export function requireNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  throw new SetUpError(
    `Deepstakes needs Node ${OLDEST_NODE.join(".")} or newer; this is ${version}. Get it from https://nodejs.org.`,
  );
}

/** Installs packages when they are missing or the lock file changed. */
export function installPackages() {
  const stamp = join(projectDirectory, "node_modules", ".deepstakes-install");
  const fingerprint = fingerprintOf(["package-lock.json"]);
  const isCurrent = existsSync(stamp) ? readStamp(stamp) === fingerprint : wereInstalledByHand();
  if (!isCurrent) {
    console.log("Installing packages (a minute, once) ...");
    runStep(npmCommand(["ci"]), "The packages could not be installed.");
  }
  writeFileSync(stamp, fingerprint);
}

// npm leaves its own record of what it installed; one that is newer than the lock file belongs to it.
function wereInstalledByHand() {
  const record = join(projectDirectory, "node_modules", ".package-lock.json");
  const lockFile = join(projectDirectory, "package-lock.json");
  return existsSync(record) && statSync(record).mtimeMs >= statSync(lockFile).mtimeMs;
}

/** Generates the database client when the schema changed. */
export function generateClient() {
  const directory = join(projectDirectory, "server", "persistence", "generated");
  const stamp = join(directory, ".stamp");
  const fingerprint = fingerprintOf(["prisma/schema.prisma", "package-lock.json"]);
  if (readStamp(stamp) === fingerprint) return;
  const prisma = join(projectDirectory, "node_modules", "prisma", "build", "index.js");
  runStep([process.execPath, prisma, "generate"], "The database client could not be generated.", "quiet");
  mkdirSync(directory, { recursive: true });
  writeFileSync(stamp, fingerprint);
}

/** Builds the pages when their sources changed. */
export function buildPages() {
  const stamp = join(projectDirectory, ".next", "deepstakes-build");
  const fingerprint = fingerprintOf(buildInputs);
  if (readStamp(stamp) === fingerprint) return;
  console.log("Building the pages (half a minute, after a change) ...");
  const next = join(projectDirectory, "node_modules", "next", "dist", "bin", "next");
  runStep([process.execPath, next, "build"], "The pages could not be built.", "quiet");
  writeFileSync(stamp, fingerprint);
}

/** Runs the steps; an obstacle is printed and ends the process with code 1. */
export function setUpOrExit(steps) {
  try {
    for (const step of steps) step();
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

/** SHA-256 over the names and contents of files and folders, given relative to the project. */
export function fingerprintOf(paths, root = projectDirectory) {
  const hash = createHash("sha256");
  for (const path of paths) hashPath(hash, root, join(root, path));
  return hash.digest("hex");
}

function hashPath(hash, root, path) {
  if (!existsSync(path)) return;
  if (statSync(path).isDirectory()) {
    for (const name of readdirSync(path).sort()) hashPath(hash, root, join(path, name));
    return;
  }
  hash
    .update(`${relative(root, path)}\0`)
    .update(readFileSync(path))
    .update("\0");
}

/** npm as a command line: through its own script where npm says where that is, which needs no shell on Windows. */
export function npmCommand(parameters) {
  const script = process.env.npm_execpath;
  if (script?.endsWith(".js")) return [process.execPath, script, ...parameters];
  return process.platform === "win32"
    ? [process.env.ComSpec ?? "cmd.exe", "/d", "/s", "/c", "npm", ...parameters]
    : ["npm", ...parameters];
}

function readStamp(path) {
  return existsSync(path) ? readFileSync(path, "utf8") : null;
}

function runStep([program, ...parameters], failure, output = "shown") {
  const { status, stdout, stderr, error } = spawnSync(program, parameters, {
    cwd: projectDirectory,
    env: childEnvironment,
    stdio: output === "shown" ? "inherit" : "pipe",
    encoding: "utf8",
  });
  if (status !== 0)
    throw new SetUpError([stdout, stderr, error?.message, failure].filter(Boolean).join("\n"));
}
