import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { type LaunchedServer, launchServer } from "./support/launch-server";
import { enter, goOn, inspect, press, reads } from "./support/stage";
import { pattern, words } from "./support/words";

let server: LaunchedServer;
test.beforeAll(async () => {
  server = await launchServer();
});
test.afterAll(() => server.dispose());

test("somebody practises on a picture that is shown, on a phone in Japanese", async ({ browser }) => {
  const player = await enter(browser, { name: "練習", language: "ja", size: "phone", baseURL: server.url });
  const { page } = player;
  await page.goto("/");
  await page.getByRole("link", { name: words("ja", "home.tutorial") }).click();
  await reads(player, "tutorial.ruleTitle");
  await inspect(player, "60-practice-rule");
  await press(player, "tutorial.next");
  for (const depth of [1, 3]) {
    await page.getByLabel(String(depth), { exact: true }).check();
    await press(player, "tutorial.train");
    await expect(page.getByText(new RegExp(`深さ ${depth}: 0\\.\\d{3}`))).toBeVisible({ timeout: 60_000 });
  }
  await inspect(player, "61-practice-trained");
  await press(player, "tutorial.next");
  await reads(player, "tutorial.compareTitle");
  expect(player.errors).toEqual([]);
});

test("a teacher takes a lesson, keeps it as a file, and sees bots play its first round", async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const host = await enter(browser, { name: "host", language: "en", size: "laptop", baseURL: server.url });
  const { page } = host;
  await page.goto("/host");
  const title = words("en", "lessons.list.is-deeper-better.title");
  await page.getByRole("button", { name: words("en", "lessons.useNamed").replace("{title}", title) }).click();
  await page.getByText(pattern("en", "lessons.notes")).first().click();
  await inspect(host, "62-ready-lesson");

  const saved = page.waitForEvent("download");
  await press(host, "host.exportLesson");
  const path = await (await saved).path();
  const lesson = JSON.parse(readFileSync(path, "utf8"));
  expect(lesson.rounds.map((round: { presetId: string | null }) => round.presetId)).toEqual([
    ...["sixteen-inputs-3-local", "sixteen-inputs-3-global", null],
  ]);
  const oneSided = { ...lesson, rounds: [lesson.rounds[0], lesson.rounds[0]] };
  const chooser = page.locator('input[type="file"]');
  const open = (text: string) =>
    chooser.setInputFiles({ name: "a.json", mimeType: "application/json", buffer: Buffer.from(text) });
  await open("no lesson");
  await reads(host, "host.fileProblem.not-json");
  await open(JSON.stringify(oneSided));
  await reads(host, "host.oneSided.deep-throughout");
  await expect(page.getByRole("button", { name: pattern("en", "host.create") })).toBeDisabled();
  await open(JSON.stringify(lesson));
  await expect(page.getByText(pattern("en", "host.oneSided.deep-throughout"))).toHaveCount(0);

  await press(host, "host.tryWithBots");
  await press(host, "host.recoveryKept");
  await reads(host, "host.rehearsalText");
  await reads(host, "ui.bots.text.bayes");
  await inspect(host, "63-rehearsal-lobby");
  const joinCode = page.url().match(/\/host\/([A-Z0-9]{6})/)?.[1];
  const screen = await enter(browser, {
    name: "screen",
    language: "ja",
    size: "projector",
    baseURL: server.url,
  });
  await screen.page.goto(`/screen/${joinCode}`);
  await reads(screen, "screen.rehearsal");
  await reads(screen, "ui.bots.name.bayes");
  await inspect(screen, "64-rehearsal-screen");

  await goOn(host, "start-round");
  await expect(screen.page.getByText(words("ja", "ui.bots.name.greedy")).first()).toBeVisible({
    timeout: 60_000,
  });
  const turnPage = page.getByRole("button", { name: pattern("en", "host.next.turn-page") });
  await expect(turnPage).toBeVisible({ timeout: 180_000 });
  await inspect(host, "65-rehearsal-reveal");
  await inspect(screen, "66-rehearsal-result");
  expect([...host.errors, ...screen.errors]).toEqual([]);
});
