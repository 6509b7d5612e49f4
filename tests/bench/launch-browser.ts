import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, chromium, type Page } from "@playwright/test";
import { build } from "vite";
import { withArguments } from "@/tests/e2e/support/browser-options";

const projectDirectory = fileURLToPath(new URL("../..", import.meta.url));
const tfjsFolder = join(projectDirectory, "node_modules", "@tensorflow", "tfjs-backend-wasm", "dist");

/** A browser with the bench's page open. */
export interface BenchBrowser {
  page: Page;
  version: string;
  close(): Promise<void>;
}

/** Builds the page as it would be shipped, serves it on this machine and opens it. */
export async function launchBenchBrowser(): Promise<BenchBrowser> {
  const files = await buildPage();
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    const content =
      path === "/" ? '<!doctype html><script type="module" src="/page.js"></script>' : files(path);
    if (content === null) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "content-type": contentTypeOf(path) }).end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const browser = await launch();
  const page = await browser.newPage();
  await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
  return {
    page,
    version: browser.version(),
    async close() {
      await browser.close();
      server.close();
    },
  };
}

/** Gives the software adapter where the machine has no GPU. Headless Chrome on Linux takes a GPU by Vulkan only. */
function launch(): Promise<Browser> {
  return chromium.launch(withArguments("--enable-unsafe-webgpu", "--enable-features=Vulkan"));
}

type Files = (path: string) => string | Uint8Array | null;

async function buildPage(): Promise<Files> {
  const built = await build({
    configFile: false,
    root: projectDirectory,
    publicDir: false,
    logLevel: "error",
    resolve: { alias: { "@": projectDirectory.replace(/\/$/, "") } },
    worker: { format: "es" },
    build: {
      write: false,
      target: "es2023",
      rollupOptions: {
        input: { page: join(projectDirectory, "tests", "bench", "browser-page.ts") },
        output: { entryFileNames: "[name].js" },
      },
    },
  });
  const contents = new Map<string, string | Uint8Array>();
  for (const result of [built].flat()) {
    if (!("output" in result)) throw new Error("the page is built once, not watched");
    for (const file of result.output) {
      contents.set(`/${file.fileName}`, file.type === "chunk" ? file.code : file.source);
    }
  }
  return (path) => {
    const tfjsFile = join(tfjsFolder, basename(path));
    if (path.startsWith("/tfjs/") && existsSync(tfjsFile)) return readFileSync(tfjsFile);
    return contents.get(path) ?? null;
  };
}

function contentTypeOf(path: string): string {
  if (path.endsWith(".js")) return "text/javascript";
  return path.endsWith(".wasm") ? "application/wasm" : "text/html";
}
