import { type Browser, expect, test } from "@playwright/test";
import { divergedUpload, joinClass, quickDesign } from "@/tests/server/support/headless-class";
import { post } from "@/tests/server/support/headless-viewer";
import { type LaunchedServer, launchServer } from "./support/launch-server";
import {
  type Actor,
  commitDesign,
  drawPrediction,
  enter,
  goOn,
  openLesson,
  picture,
  press,
  reads,
  sizes,
  takeSeat,
} from "./support/stage";
import { type Language, pattern, words } from "./support/words";

let server: LaunchedServer;
test.beforeAll(async () => {
  server = await launchServer();
});
test.afterAll(() => server.dispose());

/** Nothing is wider than its window at any size; a picture of each where pictures are wanted. */
async function look(actor: Actor, screen: string): Promise<void> {
  const usual = actor.page.viewportSize();
  for (const [name, size] of Object.entries(sizes)) {
    if (name === "phone" && actor.name === "projector") continue;
    await actor.page.setViewportSize(size);
    await actor.page.evaluate(() => window.scrollTo(0, 0));
    await picture(actor, screen);
    const overflow = await actor.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, `${screen} of ${actor.name} is wider than a ${name}`).toBeLessThanOrEqual(0);
  }
  if (usual !== null) await actor.page.setViewportSize(usual);
}

/** Keys work while no control has the focus. */
async function key(host: Actor, name: string): Promise<void> {
  await host.page
    .locator("body")
    .evaluate((body) => (body.ownerDocument.activeElement as HTMLElement).blur());
  await host.page.keyboard.press(name);
}

async function confirm({ page, language }: Actor, name: string): Promise<void> {
  await page
    .locator("dialog[open]")
    .getByRole("button", { name: words(language, name), exact: true })
    .click();
}

for (const language of ["ja", "en"] as const) {
  test(`every screen fits a phone, a laptop and a projector (${language})`, async ({ browser }) => {
    test.setTimeout(480_000);
    const actor = (name: string, size: keyof typeof sizes) =>
      enter(browser, { name, language, size, baseURL: server.url });
    const host = await actor("host", "laptop");
    const projector = await actor("projector", "projector");
    const player = await actor(language === "ja" ? "遥" : "Haruka", "phone");

    await host.page.goto("/host/archive");
    await reads(host, "archive.empty");
    await look(host, "01-archive-empty");
    await host.page.goto("/host");
    await look(host, "02-editor");
    const joinCode = await openLesson(host, { rounds: ["warm-up"], seatsPerTeam: 2 });
    await projector.page.goto(`/screen/${joinCode}`);
    await reads(projector, "screen.pointCamera");
    await look(projector, "03-lobby-empty");
    await player.page.goto(`/play/${joinCode}`);
    await reads(player, "play.join.nameLabel");
    await look(player, "03-join");
    await takeSeat(player, joinCode);
    const classmates: Awaited<ReturnType<typeof joinClass>>[] = [];
    for (const name of ["Ken", "さくら", "Mio Tanaka"]) {
      classmates.push(await joinClass(server.url, joinCode, name));
    }

    await nameTeam({
      player,
      projector,
      taken: async () => {
        await classmates[1]?.player.send("team:name", { name: "Otters" });
      },
    });
    for (const one of [host, projector, player]) await look(one, "04-lobby");
    await doors(browser, host, joinCode);
    await coHosts(browser, host, joinCode);

    await goOn(host, "start-round");
    await reads(player, "play.briefing.question");
    for (const one of [host, projector, player]) await look(one, "10-briefing");
    await key(host, "Space");
    await confirm(host, "host.cutOffConfirm");
    await expect(
      player.page.getByRole("button", { name: pattern(language, "play.cockpit.runPilot") }),
    ).toBeVisible();
    await look(player, "11-cockpit");
    await press(player, "play.cockpit.runPilot");
    await expect(
      player.page.getByText(pattern(language, "play.cockpit.statusFinished")).first(),
    ).toBeVisible();
    for (const one of [host, projector, player]) await look(one, "12-exploring");
    await key(host, "p");
    await reads(player, "play.cockpit.pausedTitle");
    for (const one of [host, projector, player]) await look(one, "13-paused");
    await key(host, "p");
    await expect(player.page.getByText(pattern(language, "play.cockpit.pausedTitle"))).toHaveCount(0);
    await commitDesign(player);
    await look(player, "14-sealed");
    const captains = [classmates[1]];
    for (const captain of captains) {
      const viewer = captain?.player;
      if (viewer === undefined) continue;
      await viewer.untilPhase("exploring");
      const { phaseSequence } = viewer.view;
      expect(await viewer.send("design:commit", { phaseSequence, design: quickDesign })).toEqual({
        ok: true,
      });
    }
    await reads(player, "play.racing.title");
    for (const one of [host, projector, player]) await look(one, "15-racing");
    for (const captain of captains) {
      if (captain === undefined) continue;
      await captain.player.untilPhase("racing");
      for (const replica of [0, 1, 2, 3, 4])
        await post(server.url, captain.jar, "uploadPredictions", divergedUpload(captain.player, replica));
    }

    await reads(player, "play.result.accuracy");
    for (const one of [host, projector, player]) await look(one, "16-result");
    await goOn(host, "turn-page");
    await reads(player, "reveal.ruleTitle");
    for (const one of [host, projector, player]) await look(one, "17-rule");
    await goOn(host, "turn-page");
    await reads(player, "play.figure.lock");
    for (const one of [projector, player]) await look(one, "18-locked");
    await drawPrediction(player);
    await press(player, "play.figure.lock");
    await goOn(host, "unlock-figure");
    for (const one of [host, projector, player]) await look(one, "19-figure");
    await goOn(host, "turn-page");
    for (const one of [host, projector, player]) await look(one, "20-evidence");
    await goOn(host, "to-debrief");
    await reads(player, "play.debrief.title");
    for (const one of [host, projector, player]) await look(one, "21-debrief");
    await goOn(host, "to-podium");
    await reads(player, "play.podium.points");
    for (const one of [host, projector, player]) await look(one, "22-podium");
    await goOn(host, "close");
    await confirm(host, "host.end");
    await reads(host, "host.openArchive");
    await reads(player, "play.connection.closedTitle");
    for (const one of [host, projector, player]) await look(one, "23-closed");

    await host.page.getByRole("link", { name: words(language, "host.openArchive") }).click();
    await reads(host, "archive.open");
    await look(host, "24-archive");
    await host.page.getByRole("link", { name: pattern(language, "archive.open") }).click();
    await expect(host.page.getByText(player.name).first()).toBeVisible();
    await look(host, "25-archive-session");

    for (const one of [host, projector, player]) {
      expect(one.errors, one.name).toEqual([]);
      await one.context.close();
    }
    for (const { player: viewer } of classmates) viewer.close();
  });
}

/** The captain names the team; a name that another team has is refused beside the field. */
async function nameTeam(parts: {
  player: Actor;
  projector: Actor;
  taken: () => Promise<void>;
}): Promise<void> {
  const { player, projector } = parts;
  await parts.taken();
  await press(player, "play.lobby.nameTeam");
  const field = player.page.getByLabel(pattern(player.language, "play.lobby.teamName"));
  await field.fill("ＯＴＴＥＲＳ");
  await press(player, "play.lobby.saveTeamName");
  await reads(player, "play.lobby.teamNameTaken");
  await look(player, "04-team-name");
  await field.fill("潜水艦");
  await press(player, "play.lobby.saveTeamName");
  await expect(player.page.getByText("潜水艦").first()).toBeVisible();
  await expect(projector.page.getByText("潜水艦").first()).toBeVisible();
}

/** Locking by key, joins that wait, and how those who are turned away read it. */
async function doors(browser: Browser, host: Actor, joinCode: string): Promise<void> {
  const { language, page } = host;
  await key(host, "l");
  await expect(page.getByRole("button", { name: words(language, "host.unlock"), exact: true })).toBeVisible();
  await key(host, "l");
  await expect(page.getByRole("button", { name: words(language, "host.lock"), exact: true })).toBeVisible();
  await page.getByLabel(words(language, "host.rules.label.joinPolicy")).selectOption("approve");
  await reads(host, "host.rules.text.approve");
  const guest = await anActor(browser, "guest", language);
  await guest.page.goto(`/play/${joinCode}`);
  await guest.page.getByLabel(pattern(language, "play.join.nameLabel")).fill("Aoi");
  await press(guest, "play.join.join");
  await reads(guest, "play.waiting.title");
  await look(guest, "05-waiting");
  await expect(page.getByRole("button", { name: `${words(language, "host.admit")} Aoi` })).toBeVisible();
  await look(host, "05-doors");
  await page.getByRole("button", { name: `${words(language, "host.turnAway")} Aoi` }).click();
  await reads(guest, "play.connection.turnedAwayTitle");
  await look(guest, "06-turned-away");
  await page.getByLabel(words(language, "host.rules.label.joinPolicy")).selectOption("open");
  await reads(host, "host.rules.text.open");
  await guest.context.close();
}

/** A co-host comes, is sent away and reads so; a second tab greys the first one. */
async function coHosts(browser: Browser, host: Actor, joinCode: string): Promise<void> {
  const { language, page } = host;
  const coHost = await anActor(browser, "co-host", language);
  await press(host, "host.inviteCoHost");
  await look(host, "07-invitation");
  const code = (await page.locator("dialog[open] b").innerText()).replace("-", "");
  await coHost.page.goto(`/host/${joinCode}#co-host=${code}`);
  await look(coHost, "07-co-host-door");
  await press(coHost, "host.becomeCoHost");
  await reads(coHost, "host.youCoHost");
  await look(coHost, "08-co-host");
  await expect(page.locator("dialog[open]")).toHaveCount(0);
  await press(host, "host.removeCoHost");
  await confirm(host, "host.removeCoHost");
  await reads(coHost, "host.coHostRemovedTitle");
  await look(coHost, "08-co-host-removed");
  await coHost.context.close();

  const otherTab = await host.context.newPage();
  await otherTab.goto(`/host/${joinCode}`);
  await reads(host, "host.controlElsewhereTitle");
  const pause = page.getByRole("button", { name: words(language, "host.pause"), exact: true });
  await expect(pause).toBeDisabled();
  await look(host, "09-grey");
  await press(host, "host.takeOver");
  await expect(pause).toBeEnabled();
  await otherTab.close();
}

function anActor(browser: Browser, name: string, language: Language): Promise<Actor> {
  return enter(browser, { name, language, size: "phone", baseURL: server.url });
}
