import { expect, test } from "@playwright/test";
import { type LaunchedServer, launchServer } from "./support/launch-server";
import { commitDesign, drawPrediction, enter, inspect, press, reads, setKnobs } from "./support/stage";
import { pattern } from "./support/words";

let server: LaunchedServer;
test.beforeAll(async () => {
  server = await launchServer();
});
test.afterAll(() => server.dispose());

test("somebody plays alone, in Japanese, on a phone", async ({ browser }) => {
  const player = await enter(browser, { name: "独り", language: "ja", size: "phone", baseURL: server.url });
  const { page } = player;
  await page.goto("/");
  await inspect(player, "20-home");
  await page.getByRole("link", { name: pattern("ja", "home.solo") }).click();
  await reads(player, "solo.title");
  await inspect(player, "21-solo");
  await press(player, "solo.start");

  await reads(player, "play.briefing.question");
  await press(player, "play.briefing.cast");
  await expect(
    page.getByRole("button", { name: pattern("ja", "play.cockpit.commit") }).first(),
  ).toBeAttached();
  await setKnobs(player, { depth: 2, width: 10, learningRate: 0.3 });
  await press(player, "play.cockpit.runPilot");
  await expect(page.getByText(pattern("ja", "play.cockpit.statusFinished")).first()).toBeVisible();
  await inspect(player, "22-solo-exploring");
  await commitDesign(player);

  await reads(player, "play.result.accuracy");
  await press(player, "play.reveal.toRule");
  await reads(player, "reveal.ruleTitle");
  await press(player, "play.reveal.toFigure");
  await drawPrediction(player);
  await press(player, "play.figure.lock");
  await expect(page.getByRole("button", { name: pattern("ja", "play.figure.lock") })).toHaveCount(0);
  await inspect(player, "23-solo-figure");
  await press(player, "play.reveal.toEvidence");
  await press(player, "play.reveal.toDebrief");
  await reads(player, "play.debrief.title");
  await press(player, "play.debrief.soloFinish");
  await reads(player, "play.podium.points");
  await inspect(player, "24-solo-end");
  expect(player.errors).toEqual([]);
});
