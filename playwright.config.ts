import { defineConfig } from "@playwright/test";
import { findBrowser } from "./scripts/ensure-browser.mjs";

const executablePath = findBrowser();
const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: "tests/e2e",
  testMatch: "*.spec.ts",
  outputDir: "test-results/browser",
  // Each spec starts its own servers and trains for real; side by side they would take each other's time.
  workers: 1,
  retries: 0,
  timeout: 300_000,
  expect: { timeout: 60_000 },
  forbidOnly: process.env.CI !== undefined,
  reporter: [
    ["list"],
    [
      "json",
      { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ?? "test-results/reports/playwright.json" },
    ],
  ],
  use: {
    trace: "off",
    locale: "en-GB",
    launchOptions: {
      ...(executablePath === null ? {} : { executablePath }),
      chromiumSandbox: !isRoot,
      args: [
        "--no-first-run",
        "--no-default-browser-check",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-quic",
        "--disable-default-apps",
        "--disable-domain-reliability",
        "--metrics-recording-only",
        // Nothing but the server under test can be reached.
        "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1",
      ],
    },
  },
});
