import { expect, test } from "@playwright/test";
import { sentInputsPath } from "@/core/contract/sent-inputs-path";
import { type LaunchedServer, launchServer } from "./support/launch-server";
import { commitDesign, enter, inspect, press, reads, setKnobs } from "./support/stage";
import { pattern } from "./support/words";

let server: LaunchedServer;
test.beforeAll(async () => {
  server = await launchServer();
});
test.afterAll(() => server.dispose());

test("somebody plays a task alone whose inputs the server sends", async ({ browser }) => {
  const player = await enter(browser, { name: "Ann", language: "en", size: "laptop", baseURL: server.url });
  const { page } = player;
  const received: { status: number; bytes: number; type: string | undefined }[] = [];
  page.on("response", async (response) => {
    if (new URL(response.url()).pathname !== sentInputsPath) return;
    const body = await response.body();
    received.push({
      status: response.status(),
      bytes: body.length,
      type: response.headers()["content-type"],
    });
  });
  await page.goto("/solo");
  await page.getByLabel(pattern("en", "decks.warmChain")).check();
  await inspect(player, "25-solo-chain");
  await press(player, "solo.start");

  await reads(player, "play.briefing.questionAnnounced");
  await press(player, "play.briefing.start");
  await setKnobs(player, { depth: 1, width: 20, learningRate: 0.3 });
  await press(player, "play.cockpit.runPilot");
  await expect(page.getByText(pattern("en", "play.cockpit.statusFinished")).first()).toBeVisible();
  await commitDesign(player);

  await reads(player, "play.result.accuracy");
  await press(player, "play.reveal.toRule");
  await reads(player, "reveal.ruleTitle");
  await expect(page.getByText(pattern("en", "tasks.rule.temperature"))).toBeVisible();
  await inspect(player, "26-solo-chain-rule");
  // 1,000 + 2,000 + 4,000 rows of 30 inputs, once for the whole round.
  expect(received).toEqual([{ status: 200, bytes: 4 * 7000 * 30, type: "application/octet-stream" }]);
  expect(player.errors).toEqual([]);
});
