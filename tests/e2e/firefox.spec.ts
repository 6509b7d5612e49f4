import { existsSync } from "node:fs";
import { expect, test } from "@playwright/test";
import puppeteer, { type Browser, type ElementHandle, type Page } from "puppeteer-core";
import { type LaunchedServer, launchServer } from "./support/launch-server";
import { enter, goOn, openLesson } from "./support/stage";
import { pattern } from "./support/words";

/** Playwright brings a Firefox of its own only; the one that people have speaks WebDriver BiDi. */
const firefoxPath = [
  process.env.FIREFOX_PATH ?? "",
  "/usr/bin/firefox-esr",
  "/usr/bin/firefox",
  "/Applications/Firefox.app/Contents/MacOS/firefox",
  "C:\\Program Files\\Mozilla Firefox\\firefox.exe",
].find((path) => path !== "" && existsSync(path));

let server: LaunchedServer;
let firefox: Browser | null = null;
test.beforeAll(async () => {
  server = await launchServer();
});
test.afterAll(async () => {
  await firefox?.close();
  await server.dispose();
});

test("Firefox plays a round, in Japanese and zoomed, with a host in Chromium", async ({ browser }) => {
  test.skip(firefoxPath === undefined, "no Firefox on this machine (FIREFOX_PATH, firefox-esr)");
  const host = await enter(browser, { name: "host", language: "en", size: "laptop", baseURL: server.url });
  const joinCode = await openLesson(host, { rounds: ["warm-up"], seatsPerTeam: 1 });
  const { page, errors } = await openFirefox(firefoxPath ?? "");

  await page.goto(`${server.url}/play/${joinCode}`);
  expect(await page.evaluate(() => navigator.userAgent)).toContain("Firefox/");
  expect(await page.evaluate(() => window.devicePixelRatio)).toBeCloseTo(1.5);
  await page.waitForSelector("input:not([disabled])");
  await page.type("input", "狐");
  await press(page, "play.join.join");
  await reads(page, "play.lobby.waitingTitle");
  await expect(host.page.getByText("狐").first()).toBeVisible();
  await goOn(host, "start-round");
  await press(page, "play.briefing.cast");

  await setKnob(page, "common.depth", 2);
  await setKnob(page, "common.width", 10);
  await setKnob(page, "common.learningRate", 0.3);
  await press(page, "play.cockpit.runPilot");
  await reads(page, "play.cockpit.statusFinished");
  await press(page, "play.cockpit.commit");
  await press(page, "play.cockpit.commitYes");
  await reads(page, "play.result.accuracy");
  await expect(host.page.getByText(pattern("en", "host.next.turn-page")).first()).toBeVisible();

  await goOn(host, "turn-page");
  await reads(page, "reveal.ruleTitle");
  await goOn(host, "turn-page");
  await reads(page, "play.figure.lock");
  for (const control of await page.$$(".draw-prediction input")) {
    await control.focus();
    await page.keyboard.press("ArrowUp");
  }
  await press(page, "play.figure.lock");
  await goOn(host, "unlock-figure");
  await goOn(host, "turn-page");
  await goOn(host, "to-debrief");
  await reads(page, "play.debrief.title");
  await page.reload();
  await reads(page, "play.debrief.title");
  await goOn(host, "to-podium");
  await reads(page, "play.podium.points");
  expect(errors).toEqual([]);
});

async function openFirefox(executablePath: string): Promise<{ page: Page; errors: string[] }> {
  firefox = await puppeteer.launch({
    browser: "firefox",
    protocol: "webDriverBiDi",
    executablePath,
    headless: true,
    timeout: 120_000,
    defaultViewport: null,
    extraPrefsFirefox: { "intl.accept_languages": "ja", "layout.css.devPixelsPerPx": "1.5" },
  });
  const page = await firefox.newPage();
  page.setDefaultTimeout(120_000);
  const errors: string[] = [];
  // A reload ends downloads; Firefox reports fonts among them (NS_BINDING_ABORTED).
  const keep = (text: string) => text.includes("status=2152398850") || errors.push(text);
  page.on("pageerror", (error) => keep(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") keep(message.text());
  });
  return { page, errors };
}

/** Clicks the first visible button with these words. */
async function press(page: Page, key: string): Promise<void> {
  const found = await page.waitForFunction(
    (source) => {
      const buttons = [...document.querySelectorAll("button")].filter(
        (button) => !button.disabled && button.checkVisibility(),
      );
      // What a dialog asks comes last in the page and stands over the rest.
      return buttons.findLast((button) => new RegExp(source).test(button.textContent)) ?? null;
    },
    {},
    pattern("ja", key).source,
  );
  const button = found.asElement() as ElementHandle<HTMLButtonElement> | null;
  // A click by coordinates misses when the page moves under it, which a busy machine makes likely.
  await button?.evaluate((found) => found.click());
}

async function reads(page: Page, key: string): Promise<void> {
  await page.waitForFunction(
    (source) => new RegExp(source).test(document.body.innerText),
    {},
    pattern("ja", key).source,
  );
}

async function setKnob(page: Page, group: string, value: number): Promise<void> {
  const found = await page.waitForFunction(
    (source, wanted) => {
      const groups = [...document.querySelectorAll("fieldset")];
      const knob = groups.find((item) =>
        new RegExp(source).test(item.querySelector("legend")?.textContent ?? ""),
      );
      return knob?.querySelector<HTMLInputElement>(`input[value="${wanted}"]`) ?? null;
    },
    {},
    pattern("ja", group).source,
    value,
  );
  const input = found.asElement() as ElementHandle<HTMLInputElement> | null;
  await input?.evaluate((radio) => radio.click());
}
