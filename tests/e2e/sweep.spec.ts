import { expect, test } from "@playwright/test";
import { type LaunchedServer, launchServer } from "./support/launch-server";
import { enter, inspect, press, reads, setKnobs } from "./support/stage";
import { pattern } from "./support/words";

let server: LaunchedServer;
test.beforeAll(async () => {
  server = await launchServer();
});
test.afterAll(() => server.dispose());

test("somebody sweeps learning rates on a phone, holds the pilot, steps it and reads every rate", async ({
  browser,
}) => {
  const player = await enter(browser, { name: "Sweep", language: "en", size: "phone", baseURL: server.url });
  const { page } = player;
  await page.goto("/solo");
  await press(player, "solo.start");
  await reads(player, "play.briefing.question");
  await press(player, "play.briefing.cast");
  await setKnobs(player, { depth: 2, width: 20, learningRate: 0.1 });

  const run = page.getByRole("button", { name: pattern("en", "play.cockpit.runPilot") });
  await page.getByRole("radio", { name: pattern("en", "play.cockpit.sweep.kind.learning-rates") }).check();
  const rate = (value: string) => page.getByRole("checkbox", { name: value, exact: true });
  for (const value of ["0.01", "0.03", "0.1", "0.3"]) await rate(value).uncheck();
  await expect(run).toBeDisabled();
  await reads(player, "play.cockpit.sweep.tooFew");
  for (const value of ["0.01", "0.1"]) await rate(value).check();
  await expect(run).toBeEnabled();
  await inspect(player, "30-sweep-knobs");
  await run.click();

  await page.getByRole("tab", { name: pattern("en", "play.cockpit.instrument") }).click();
  await expect(page.getByText(pattern("en", "play.cockpit.statusFinished")).first()).toBeVisible();
  const rates = page.getByRole("list", { name: pattern("en", "play.cockpit.ledgerSweep") });
  await expect(rates.getByRole("listitem")).toHaveCount(3);
  await expect(rates).toContainText("rate 0.01: 0.");
  await inspect(player, "31-sweep-ledger");

  const figure = page.getByRole("figure").first();
  await expect(figure.locator("svg text").filter({ hasText: "rate 0.1" }).first()).toBeVisible();
  await figure.getByRole("button").first().click();
  for (const value of ["0.01", "0.1", "1"])
    await expect(
      figure.getByRole("columnheader", { name: `validation, rate ${value}`, exact: true }),
    ).toBeAttached();
  await figure.getByRole("button").first().click();

  // Sixteen seeds take some seconds: long enough to be held.
  await page.getByRole("tab", { name: pattern("en", "play.cockpit.knobs") }).click();
  await setKnobs(player, { depth: 7, width: 50, learningRate: 0.1 });
  await page.getByRole("radio", { name: pattern("en", "play.cockpit.sweep.kind.seeds") }).check();
  await page.getByRole("radio", { name: "16", exact: true }).check();
  await run.click();
  await page.getByRole("tab", { name: pattern("en", "play.cockpit.instrument") }).click();
  await page.getByRole("button", { name: pattern("en", "play.cockpit.pausePilot") }).click();
  const stepButton = page.getByRole("button", { name: pattern("en", "play.cockpit.stepPilot") });
  await expect(stepButton).toBeVisible();
  await stepButton.click();
  await page.keyboard.press("s");
  await inspect(player, "32-sweep-held");
  await page.getByRole("button", { name: pattern("en", "play.cockpit.resumePilot") }).click();
  await expect(stepButton).toHaveCount(0);
  await expect(page.getByRole("cell", { name: pattern("en", "play.cockpit.seedCount") })).toBeVisible();
  expect(player.errors).toEqual([]);
});
