import { expect, type Locator, test } from "@playwright/test";
import { type LaunchedServer, launchServer } from "./support/launch-server";
import {
  type Actor,
  enter,
  goOn,
  inspect,
  openLesson,
  picture,
  reads,
  sizes,
  takeSeat,
} from "./support/stage";
import { pattern, words } from "./support/words";

let server: LaunchedServer;
test.beforeAll(async () => {
  server = await launchServer();
});
test.afterAll(() => server.dispose());

/** What the decks sell; the first of each kind is bought. */
const kindsOf = {
  "warm-up": ["resample", "negate", "shift", "rows"],
  pictures: ["line", "jump-scan", "baseline"],
} as const;

for (const deckId of ["warm-up", "pictures"] as const) {
  test(`two devices of a team, one English and one Japanese, buy clues of ${deckId} until the credits are out`, async ({
    browser,
  }) => {
    const actor = (name: string, language: "en" | "ja", size: keyof typeof sizes) =>
      enter(browser, { name, language, size, baseURL: server.url });
    const host = await actor("host", "en", "laptop");
    const ken = await actor("Ken", "en", "laptop");
    const mio = await actor("Mio", "ja", "phone");
    const joinCode = await openLesson(host, { rounds: [deckId], seatsPerTeam: 2, exploringSeconds: 600 });
    for (const player of [ken, mio]) await takeSeat(player, joinCode);
    await goOn(host, "start-round");
    await reads(mio, "play.briefing.cast");
    await goOn(host, "end-briefing");
    await openCaseFile(mio);
    const kinds = kindsOf[deckId];
    for (const player of [ken, mio]) {
      await expect(offer(player, kinds[0])).toBeVisible();
      await inspect(player, `50-shop-${deckId}`);
    }

    for (const [index, kind] of kinds.entries()) {
      await buy(index % 2 === 0 ? ken : mio, kind);
      for (const player of [ken, mio]) {
        await expect(cards(player).first()).toHaveAttribute("data-clue", kind);
        await expect(cards(player).first()).toHaveAttribute("data-clue-number", String(index + 1));
        await picture(player, `51-${kind}`);
      }
      if (kind === "rows" || kind === "line") await tableAndBack(mio, `52-${kind}-table`);
    }
    for (const player of [ken, mio]) await look(player, `53-cards-${deckId}`);

    await mio.page.reload();
    await openCaseFile(mio);
    await expect(cards(mio).first()).toHaveAttribute("data-clue-number", String(kinds.length));

    await spendAll(ken, mio, kinds[0]);
    for (const player of [ken, mio]) await inspect(player, `54-too-dear-${deckId}`);
    expect([...ken.errors, ...mio.errors, ...host.errors]).toEqual([]);
    for (const one of [host, ken, mio]) await one.context.close();
  });
}

function offer({ page }: Actor, kind: string): Locator {
  return page.locator(`[data-clue-kind="${kind}"]`);
}

/** The cards as they are shown, newest first. */
function cards({ page }: Actor): Locator {
  return page.locator("[data-clue]");
}

function buyButton(actor: Actor, kind: string): Locator {
  return offer(actor, kind).getByRole("button", { name: pattern(actor.language, "play.clues.buy") });
}

async function openCaseFile({ page, language }: Actor): Promise<void> {
  await page.getByRole("tab", { name: words(language, "play.cockpit.caseFile") }).click();
}

async function open(actor: Actor, kind: string): Promise<void> {
  const button = buyButton(actor, kind);
  if (!(await button.isVisible())) await offer(actor, kind).locator("summary").click();
  await expect(button).toBeVisible();
}

async function buy(actor: Actor, kind: string): Promise<void> {
  await open(actor, kind);
  // A predictor's score may still be worked out: nothing is charged then, and another try is all it takes.
  await expect(async () => {
    const isBought =
      (await cards(actor).count()) > 0 && (await cards(actor).first().getAttribute("data-clue")) === kind;
    if (!isBought) await buyButton(actor, kind).click();
    await expect(cards(actor).first()).toHaveAttribute("data-clue", kind, { timeout: 3_000 });
  }).toPass();
}

/** Buys on one device until what is left is too little; the other device says so at the same time. */
async function spendAll(buyer: Actor, watcher: Actor, kind: string): Promise<void> {
  await open(buyer, kind);
  await open(watcher, kind);
  for (const actor of [buyer, watcher])
    await offer(actor, kind).getByRole("radio").last().check({ force: true });
  const button = buyButton(buyer, kind);
  for (let number = 0; number < 16 && (await button.isEnabled()); number += 1) {
    const before = await cards(buyer).first().getAttribute("data-clue-number");
    await button.click();
    await expect(cards(buyer).first()).toHaveAttribute("data-clue-number", String(Number(before) + 1));
  }
  for (const actor of [buyer, watcher]) {
    await expect(buyButton(actor, kind)).toBeDisabled();
    await expect(offer(actor, kind)).toContainText(pattern(actor.language, "play.clues.hindrance.too-dear"));
  }
}

async function tableAndBack(actor: Actor, screen: string): Promise<void> {
  const card = cards(actor).first();
  await card.getByRole("button", { name: words(actor.language, "ui.showTable") }).click();
  await expect(card.getByRole("table")).toBeVisible();
  await inspect(actor, screen);
  await card.getByRole("button", { name: words(actor.language, "ui.showFigure") }).click();
  await expect(card.getByRole("table")).toHaveCount(0);
}

/** No fault, and nothing too wide at any of the three sizes. */
async function look(actor: Actor, screen: string): Promise<void> {
  await inspect(actor, screen);
  const usual = actor.page.viewportSize();
  for (const size of Object.values(sizes)) {
    await actor.page.setViewportSize(size);
    // Another size may be another layout, which opens on the knobs.
    const tab = actor.page.getByRole("tab", { name: words(actor.language, "play.cockpit.caseFile") });
    if (await tab.isVisible()) await tab.click();
    await expect(cards(actor).first()).toBeVisible();
    await picture(actor, screen);
    const overflow = await actor.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, `${screen} of ${actor.name} is wider than its window`).toBeLessThanOrEqual(0);
  }
  if (usual !== null) await actor.page.setViewportSize(usual);
}
