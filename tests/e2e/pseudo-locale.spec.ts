import { type Browser, expect, type Page, test } from "@playwright/test";
import type { CommandName } from "@/core/contract/socket-commands";
import { openClass, warmUpLesson } from "@/tests/server/support/headless-class";
import type { HeadlessViewer } from "@/tests/server/support/headless-viewer";
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

async function checkPage(page: Page, name: string, joinCode = ""): Promise<void> {
  // Codes may read like words.
  const seatCode = await page.evaluate(() => Object.values(window.sessionStorage).join(" "));
  const plain = (await untranslatedWords(page)).filter((word) => !`${joinCode} ${seatCode}`.includes(word));
  expect(plain, `${name}: words that are not in the messages`).toEqual([]);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, `${name} is wider than a phone`).toBeLessThanOrEqual(0);
}

test("no text is outside the messages, and text half as long again still fits a phone", async ({
  browser,
}) => {
  const page = await aPhone(browser);
  for (const path of ["/", "/host", "/host/archive", "/solo"]) {
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
  await page.context().close();
});

test("the waiting room and every farewell are in the messages too", async ({ browser }) => {
  const { host, joinCode } = await openClass(server.url, warmUpLesson({ joinPolicy: "approve" }));
  const page = await aPhone(browser);
  await page.goto(`/host/${joinCode}`);
  await expect(page.locator("form")).toBeVisible();
  await checkPage(page, "host's door", joinCode);

  await page.goto(`/play/${joinCode}`);
  await join(page);
  await host.until(({ conducting }) => conducting.waiting.length === 1);
  await expect(page.locator("main li").first()).toBeVisible();
  await checkPage(page, "waiting room", joinCode);
  await mustSucceed(host, "joins:turn-away", { seatIds: host.conducting.waiting.map((seat) => seat.seatId) });
  await expectFarewell(page);
  await checkPage(page, "turned away", joinCode);

  await mustSucceed(host, "joins:set-policy", { joinPolicy: "open" });
  await page.locator("main button").first().click();
  await join(page);
  await expect(page.locator("main section").first()).toBeVisible();
  await checkPage(page, "lobby", joinCode);
  const seatId = await onlySeat(host);
  await mustSucceed(host, "seat:remove", { seatId });
  await expectFarewell(page);
  await checkPage(page, "removed", joinCode);
  await page.locator("main button").first().click();
  await join(page);
  await expect(page.locator("main section").first()).toBeVisible();
  await mustSucceed(host, "seat:ban", { seatId: await onlySeat(host) });
  await expectFarewell(page);
  await checkPage(page, "banned", joinCode);
  await mustSucceed(host, "seat:unban", { seatId });
  await page.reload();
  await join(page);
  await expect(page.locator("main section").first()).toBeVisible();
  await mustSucceed(host, "session:close", {});
  await expectFarewell(page);
  await checkPage(page, "closed", joinCode);
  host.close();
  await page.context().close();
});

/** A browser in the pseudo-locale. */
async function aPhone(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: sizes.phone, baseURL: server.url });
  await context.addCookies([{ name: "locale", value: "en-XA", url: server.url }]);
  return context.newPage();
}

async function join(page: Page): Promise<void> {
  await page.locator("form input").first().fill("Haruka");
  await page.locator("form button[type=submit]").click();
}

/** A farewell is a heading, a sentence and something to press, without a form or a waiting list. */
async function expectFarewell(page: Page): Promise<void> {
  await expect(page.locator("main form, main li, main section")).toHaveCount(0);
  await expect(page.locator("main .button").first()).toBeVisible();
}

async function onlySeat(host: HeadlessViewer): Promise<string> {
  await host.until(({ view }) => view.teams.some((team) => team.seats.length > 0));
  const [seat] = host.view.teams.flatMap((team) => team.seats);
  if (seat === undefined) throw new Error("no seat");
  return seat.seatId;
}

async function mustSucceed(
  host: HeadlessViewer,
  name: CommandName,
  payload: Record<string, unknown>,
): Promise<void> {
  expect(await host.send(name, payload), name).toEqual({ ok: true });
}
