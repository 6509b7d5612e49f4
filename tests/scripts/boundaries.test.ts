import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod/mini";

const projectDirectory = fileURLToPath(new URL("../..", import.meta.url));
const importWall = "lint/style/noRestrictedImports";

const forbidden: Array<{ file: string; code: string; rule: string }> = [
  ...imports("core/game/planted.ts", [
    "@/server/env",
    "@/trainer/run-job",
    "@/app/page",
    "@/messages/en.json",
    "../../server/env",
    "node:fs",
    "react",
    "zod",
    "@/core/game/open-secret",
    "./open-secret",
  ]),
  ...imports("core/game/reveal-view.ts", ["@/server/env", "node:fs"]),
  ...imports("trainer/planted.ts", [
    "@/server/env",
    "@/app/page",
    "@/lab/build-bank",
    "@prisma/client",
    "../server/env",
    "node:fs",
    "react",
    "@/core/game/open-secret",
    "@tensorflow/tfjs",
    "@tensorflow/tfjs/dist/index",
    "@tensorflow/tfjs-layers",
  ]),
  ...imports("server/sessions/planted.ts", [
    "@/app/page",
    "@/lab/build-bank",
    "@/trainer/trainer-client",
    "@prisma/client",
    "@/server/persistence/generated/client",
    "pg",
    "@electric-sql/pglite",
    "@/core/game/open-secret",
    "../../app/page",
  ]),
  ...imports("server/referee/planted.ts", ["@/app/page", "@prisma/client", "@/trainer/trainer-client"]),
  ...imports("server/persistence/planted.ts", [
    "@/app/page",
    "@/trainer/trainer-client",
    "@/core/game/open-secret",
  ]),
  ...imports("app/play/_phases/planted.ts", [
    "@/server/env",
    "@/trainer/run-job",
    "@/trainer/engines/javascript/javascript-engine",
    "@/lab/build-bank",
    "@prisma/client",
    "node:fs",
    "socket.io",
    "../../../server/env",
    "@/core/game/open-secret",
    "@tensorflow/tfjs",
    "@tensorflow/tfjs/dist/index",
    "@tensorflow/tfjs-layers",
  ]),
  ...imports("lab/planted.ts", [
    "@/server/env",
    "@/app/page",
    "@/trainer/trainer-client",
    "@prisma/client",
    "../server/env",
  ]),
  {
    file: "app/play/dynamic.ts",
    code: 'export const load = () => import("@/server/env");\n',
    rule: importWall,
  },
  { file: "core/tasks/random.ts", code: "export const draw = Math.random();\n", rule: "plugin" },
  { file: "core/tasks/clock.ts", code: "export const now = Date.now();\n", rule: "plugin" },
  { file: "core/tasks/date.ts", code: "export const today = new Date();\n", rule: "plugin" },
  {
    file: "core/tasks/cycle-left.ts",
    code: 'import { right } from "./cycle-right";\nexport const left = (): number => right();\n',
    rule: "lint/suspicious/noImportCycles",
  },
];

const allowed: Array<{ file: string; code: string }> = [
  ...imports("core/game/legal.ts", ["zod/mini", "@/core/random/seed", "./sibling"]),
  ...imports("core/game/score-round.ts", ["@/core/game/open-secret", "./open-secret"]),
  ...imports("trainer/legal.ts", ["@/core/random/seed", "@/trainer/run-job", "@tensorflow/tfjs-core"]),
  ...imports("server/sessions/legal.ts", [
    "@/core/random/seed",
    "@/trainer/run-job",
    "@/trainer/engines/javascript/javascript-engine",
    "@/server/persistence/session-store",
    "node:fs",
    "socket.io",
  ]),
  ...imports("server/referee/legal.ts", ["@/core/game/open-secret"]),
  ...imports("server/persistence/legal.ts", ["@prisma/adapter-pg", "@/server/persistence/generated/client"]),
  ...imports("app/play/legal.ts", [
    "@/core/random/seed",
    "@/trainer/trainer-client",
    "next-intl/server",
    "../_ui/stamp",
    "socket.io-client",
  ]),
  ...imports("lab/legal.ts", ["@/trainer/run-job", "@/trainer/engines/wasm/wasm-engine", "node:fs"]),
  { file: "server/sessions/random.ts", code: "export const draw = Math.random() + Date.now();\n" },
  { file: "core/tasks/timed.ts", code: "export const at = (nowMs: number): Date => new Date(nowMs);\n" },
];

// One file per import, so that every single one has to be caught.
function imports(file: string, specifiers: readonly string[]) {
  return specifiers.map((specifier) => ({
    file,
    code: `import * as planted from "${specifier}";\n\nexport const kept = planted;\n`,
    rule: importWall,
  }));
}

const ReportSchema = z.object({
  diagnostics: z.array(
    z.object({ category: z.string(), location: z.nullable(z.object({ path: z.string() })) }),
  ),
});

/** A name of its own for every planted file, which its layer's patterns still match. */
function pathOf(file: string, index: number): string {
  return file.replace(/\.ts$/, `-${index}.ts`);
}

/** Lints all planted files of one project at once; returns the broken rules by path. */
function lint(root: string, codes: ReadonlyMap<string, string>): Map<string, string[]> {
  for (const [path, code] of codes) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), code);
  }
  const biome = join(projectDirectory, "node_modules/@biomejs/biome/bin/biome");
  const { stdout } = spawnSync(
    process.execPath,
    [biome, "lint", "--reporter=json", "--max-diagnostics=none"],
    {
      cwd: root,
      encoding: "utf8",
    },
  );
  const broken = new Map<string, string[]>();
  for (const { category, location } of ReportSchema.parse(JSON.parse(stdout)).diagnostics) {
    const path = location?.path.replaceAll("\\", "/") ?? "";
    broken.set(path, [...(broken.get(path) ?? []), category]);
  }
  return broken;
}

describe("the walls between the layers", () => {
  const planted = [...forbidden, ...allowed].map(({ file, code }, index) => ({
    path: pathOf(file, index),
    code,
  }));
  let root = "";
  let broken = new Map<string, string[]>();

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), "deepstakes-walls-"));
    for (const name of ["biome.json", "no-hidden-inputs.grit", ".gitignore"]) {
      copyFileSync(join(projectDirectory, name), join(root, name));
    }
    const codes = new Map(planted.map(({ path, code }) => [path, code]));
    const left = planted.find(({ path }) => path.includes("cycle-left"))?.path ?? "";
    codes.set(
      "core/tasks/cycle-right.ts",
      `import { left } from "./${basename(left, ".ts")}";\nexport const right = (): number => left();\n`,
    );
    broken = lint(root, codes);
  });

  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it.each(forbidden.map((plant, index) => ({ ...plant, index })))("refuses in $file: $code", (plant) => {
    expect(broken.get(pathOf(plant.file, plant.index)) ?? []).toContain(plant.rule);
  });

  it.each(allowed.map((plant, index) => ({ ...plant, index: forbidden.length + index })))(
    "lets pass in $file: $code",
    (plant) => {
      const rules = broken.get(pathOf(plant.file, plant.index)) ?? [];

      expect(rules.filter((rule) => rule === importWall || rule === "plugin")).toEqual([]);
    },
  );
});

describe("the compiler settings of core", () => {
  it.each([
    ["a browser global", "export const width = window.innerWidth;\n", "Cannot find name 'window'"],
    ["a Node global", "export const home = process.env;\n", "Cannot find name 'process'"],
  ])("refuse %s", (_title, code, message) => {
    const root = mkdtempSync(join(tmpdir(), "deepstakes-core-"));
    mkdirSync(join(root, "core"));
    copyFileSync(join(projectDirectory, "tsconfig.json"), join(root, "tsconfig.json"));
    copyFileSync(join(projectDirectory, "core/tsconfig.json"), join(root, "core/tsconfig.json"));
    writeFileSync(join(root, "core/planted.ts"), code);

    const compiler = join(projectDirectory, "node_modules/typescript/bin/tsc");
    const result = spawnSync(process.execPath, [compiler, "-p", "core"], { cwd: root, encoding: "utf8" });
    rmSync(root, { recursive: true, force: true });

    expect(result.stdout).toContain(message);
    expect(result.status).not.toBe(0);
  });
});
