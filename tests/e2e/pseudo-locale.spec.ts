import { expect, type Page, test } from "@playwright/test";
import { type LaunchedServer, launchServer } from "./support/launch-server";
import { sizes } from "./support/stage";

let server: LaunchedServer;
test.beforeAll(async () => {
  server = await launchServer();
});
test.afterAll(() => server.dispose());

/** Names, and what the languages call themselves; everything else must come from the messages. */
const ownNames = /^(Deepstakes|English|Haruka|Sumi|Azuki|Oribe|Sora)$/;

/** Words that stand on the page in plain letters: the pseudo-locale accents every letter of a message. */
async function untranslatedWords(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (node.parentElement?.checkVisibility() && node.parentElement.tagName !== "SCRIPT") {
        found.push(node.textContent ?? "");
      }
    }
    return found;
  });
  const words = texts.flatMap((text) => text.match(/[A-Za-z]{4,}/g) ?? []);
  return [...new Set(words)].filter((word) => !ownNames.test(word));
}

async function checkPage(page: Page, name: string): Promise<void> {
  expect(await untranslatedWords(page), `${name}: words that are not in the messages`).toEqual([]);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, `${name} is wider than a phone`).toBeLessThanOrEqual(0);
}

test("no text is outside the messages, and text half as long again still fits a phone", async ({
  browser,
}) => {
  const context = await browser.newContext({ viewport: sizes.phone, baseURL: server.url });
  await context.addCookies([{ name: "locale", value: "en-XA", url: server.url }]);
  const page = await context.newPage();
  for (const path of ["/", "/host", "/solo"]) {
    await page.goto(path);
    await expect(page.locator("h1").first()).toBeVisible();
    await checkPage(page, path);
  }

  await page.locator("form button[type=submit], button[data-variant=primary]").first().click();
  await page.waitForURL(/\/play\//);
  await expect(page.locator("input[type=range]").first()).toBeVisible();
  await checkPage(page, "briefing");
  await page.locator("button[data-variant=primary]").first().click();
  await expect(page.getByRole("tablist")).toBeVisible();
  await checkPage(page, "cockpit");
  await context.close();
});
