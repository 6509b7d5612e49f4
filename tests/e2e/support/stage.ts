import { mkdirSync } from "node:fs";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { type Browser, type BrowserContext, expect, type Page } from "@playwright/test";
import { type Language, pattern, words } from "./words";

/** Where pictures of every screen go, for people to look at; none are taken without it. */
const pictureFolder = process.env.DEEPSTAKES_PICTURES ?? null;

export const sizes = {
  phone: { width: 360, height: 740 },
  laptop: { width: 1366, height: 768 },
  projector: { width: 1920, height: 1080 },
} as const;

/** One person with a browser of their own. */
export interface Actor {
  readonly name: string;
  readonly language: Language;
  readonly context: BrowserContext;
  readonly page: Page;
  /** Errors that the page has thrown or logged; must stay empty. */
  readonly errors: string[];
}

export async function enter(
  browser: Browser,
  options: {
    name: string;
    language: Language;
    size: keyof typeof sizes;
    baseURL: string;
    ignoreHTTPSErrors?: boolean;
    timezoneId?: string;
  },
): Promise<Actor> {
  const context = await browser.newContext({
    viewport: sizes[options.size],
    locale: options.language === "ja" ? "ja-JP" : "en-GB",
    baseURL: options.baseURL,
    ignoreHTTPSErrors: options.ignoreHTTPSErrors ?? false,
    hasTouch: options.size === "phone",
    ...(options.timezoneId === undefined ? {} : { timezoneId: options.timezoneId }),
  });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    // Lost connections while the server is down are part of the test.
    if (message.type() === "error" && !/WebSocket|ERR_|Failed to load resource/.test(message.text())) {
      errors.push(message.text());
    }
  });
  return { name: options.name, language: options.language, context, page, errors };
}

/** Presses the button with these words. */
export async function press(actor: Actor, key: string): Promise<void> {
  await actor.page
    .getByRole("button", { name: pattern(actor.language, key) })
    .first()
    .click();
}

/** Waits until these words are to be read. */
export async function reads(actor: Actor, key: string): Promise<void> {
  await expect(actor.page.getByText(pattern(actor.language, key)).first()).toBeVisible();
}

/** No accessibility fault, nothing wider than the window; takes a picture when pictures are wanted. */
export async function inspect(actor: Actor, screen: string): Promise<void> {
  await picture(actor, screen);
  const { violations } = await new AxeBuilder({ page: actor.page }).analyze();
  const faults = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`,
  );
  expect(faults, `${screen} of ${actor.name}`).toEqual([]);
  const overflow = await actor.page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, `${screen} of ${actor.name} is wider than its window`).toBeLessThanOrEqual(0);
}

export async function picture(actor: Actor, screen: string): Promise<void> {
  if (pictureFolder === null) return;
  mkdirSync(pictureFolder, { recursive: true });
  const size = actor.page.viewportSize();
  const name = `${screen}-${actor.name}-${actor.language}-${size?.width}.png`;
  await actor.page.screenshot({ path: join(pictureFolder, name), fullPage: (size?.width ?? 0) < 1900 });
}

/** The host's way from the editor to the lobby; returns the join code. */
export async function openLesson(
  host: Actor,
  options: { rounds: readonly string[]; seatsPerTeam: number; exploringSeconds?: number },
): Promise<string> {
  const { page, language } = host;
  await page.goto("/host");
  const removals = page.getByRole("button", { name: pattern(language, "host.removeRoundNumber") });
  while ((await removals.count()) > 1) await removals.last().click();
  for (let index = 1; index < options.rounds.length; index += 1) await press(host, "host.addRound");
  for (const [index, deckId] of options.rounds.entries()) {
    await page.getByLabel(words(language, "host.deck"), { exact: true }).nth(index).selectOption(deckId);
  }
  await page.getByLabel(pattern(language, "host.teamSize")).fill(String(options.seatsPerTeam));
  if (options.exploringSeconds !== undefined) {
    const seconds = page.getByLabel(pattern(language, "host.exploringSeconds"));
    await seconds.fill(String(options.exploringSeconds));
  }
  await inspect(host, "01-editor");
  await press(host, "host.create");
  await reads(host, "host.recoveryTitle");
  await picture(host, "02-recovery");
  await press(host, "host.recoveryKept");
  const code = page.url().match(/\/host\/([A-Z0-9]{6})/)?.[1];
  if (code === undefined) throw new Error(`no join code in ${page.url()}`);
  return code;
}

/** A student's way from the link to the lobby. */
export async function takeSeat(player: Actor, joinCode: string): Promise<void> {
  await player.page.goto(`/play/${joinCode}`);
  await player.page.getByLabel(pattern(player.language, "play.join.nameLabel")).fill(player.name);
  await press(player, "play.join.join");
  await reads(player, "play.lobby.waitingTitle");
}

/** The big button of the console, whatever it says now. */
export async function goOn(host: Actor, key: string): Promise<void> {
  await press(host, `host.next.${key}`);
  const anyway = host.page.getByRole("button", {
    name: words(host.language, "host.cutOffConfirm"),
    exact: true,
  });
  if (await anyway.isVisible().catch(() => false)) await anyway.click();
}

/** Sets the three knobs of the cockpit by keyboard-reachable native radios; opens the sheet on a phone. */
export async function setKnobs(
  player: Actor,
  design: { depth: number; width: number; learningRate: number },
): Promise<void> {
  const { page, language } = player;
  const tab = page.getByRole("tab", { name: words(language, "play.cockpit.knobs") });
  if (await tab.isVisible()) await tab.click();
  const group = (key: string) =>
    page.getByRole("group", { name: pattern(language, `common.${key}`) }).first();
  await group("depth").locator(`input[value="${design.depth}"]`).check({ force: true });
  await group("width").locator(`input[value="${design.width}"]`).check({ force: true });
  await group("learningRate").locator(`input[value="${design.learningRate}"]`).check({ force: true });
}

export async function commitDesign(player: Actor): Promise<void> {
  await press(player, "play.cockpit.commit");
  await player.page
    .getByRole("dialog")
    .getByRole("button", { name: words(player.language, "play.cockpit.commitYes") })
    .click();
}

/** Draws by keyboard alone: one native control per depth. */
export async function drawPrediction(player: Actor): Promise<void> {
  const controls = player.page.locator(".draw-prediction input");
  await expect(controls.first()).toBeAttached();
  for (let index = 0; index < (await controls.count()); index += 1) {
    await controls.nth(index).focus();
    await player.page.keyboard.press("ArrowUp");
  }
}
