import { expect, type Locator, test } from "@playwright/test";
import { type LaunchedServer, launchServer } from "./support/launch-server";
import {
  type Actor,
  enter,
  goOn,
  inspect,
  openLesson,
  press,
  reads,
  setKnobs,
  takeSeat,
} from "./support/stage";
import { pattern, words } from "./support/words";

let server: LaunchedServer;
test.beforeAll(async () => {
  server = await launchServer();
});
test.afterAll(() => server.dispose());

test("a host runs the room: doors, teams, commitments, the screen and a second host", async ({ browser }) => {
  test.setTimeout(240_000);
  const actor = (name: string, size: "phone" | "laptop" | "projector") =>
    enter(browser, { name, language: "en", size, baseURL: server.url });
  const host = await actor("host", "laptop");
  const projector = await actor("projector", "projector");
  const ken = await actor("Ken", "laptop");
  const mio = await actor("Mio", "phone");
  const aoi = await actor("Aoi", "phone");
  const players = [ken, mio, aoi];

  const joinCode = await openLesson(host, { rounds: ["warm-up"], seatsPerTeam: 2 });
  await projector.page.goto(`/screen/${joinCode}`);
  await reads(projector, "screen.pointCamera");

  await joinWithPrivateName(ken, joinCode, "Sato Kenji 2231");
  await takeSeat(mio, joinCode);
  await rule(host, "joinPolicy", "approve");
  await aoi.page.goto(`/play/${joinCode}`);
  await aoi.page.getByLabel(words("en", "play.join.nameLabel")).fill("Aoi");
  await press(aoi, "play.join.join");
  await reads(aoi, "play.waiting.title");
  await inspect(aoi, "20-waiting");
  await reads(host, "host.joinsWaiting");
  await press(host, "host.showPrivate");
  await expect(host.page.getByText("Sato Kenji 2231")).toBeVisible();
  await inspect(host, "20-doors");
  await expect(projector.page.getByText("Aoi", { exact: true })).toHaveCount(0);
  await host.page.getByRole("button", { name: `${words("en", "host.admit")} Aoi` }).click();
  await reads(aoi, "play.lobby.waitingTitle");
  await expect(host.page.getByText(pattern("en", "host.waitingTitle"))).toHaveCount(0);
  await rule(host, "joinPolicy", "open");

  await rule(host, "teamMode", "balanced");
  await rule(host, "commitBy", "two-of-team");
  await press(host, "host.draw");
  await confirm(host, "host.draw");
  await expect.poll(() => teamSizes(host)).toEqual([1, 2]);
  await reads(mio, "play.lobby.teamMode.balanced");
  await inspect(mio, "21-lobby");
  for (const other of [projector, mio]) {
    await expect(other.page.getByText("Sato Kenji 2231")).toHaveCount(0);
  }

  await openSeat(host, mio);
  await inspect(host, "22-seat");
  await press(host, "host.remove");
  await confirm(host, "host.removeConfirm");
  await reads(mio, "play.connection.removedTitle");
  await press(mio, "play.connection.joinAgain");
  await mio.page.getByLabel(words("en", "play.join.nameLabel")).fill("Mio");
  await press(mio, "play.join.join");
  await reads(mio, "play.lobby.waitingTitle");
  await expect(seatButton(host, mio)).toHaveCount(1);

  await press(host, "host.blank");
  await expect(projector.page.locator("[data-blank]")).toBeVisible();
  await inspect(projector, "23-blank");
  await expect(projector.page.getByText("Ken", { exact: true })).toHaveCount(0);
  await press(host, "host.hideNames");
  await host.page
    .locator("body")
    .evaluate((body) => (body.ownerDocument.activeElement as HTMLElement).blur());
  await host.page.keyboard.press("b");
  await reads(projector, "screen.pointCamera");
  await expect(projector.page.getByText("Ken", { exact: true })).toHaveCount(0);
  await expect(seatButton(host, ken)).toHaveCount(1);
  await inspect(projector, "23-names-hidden");
  await press(host, "host.showNames");
  await expect(projector.page.getByText("Ken", { exact: true })).toBeVisible();

  const pair = await pairOf(host, players);
  const [first, second] = pair;
  const single = players.find((player) => !pair.includes(player));
  if (first === undefined || second === undefined || single === undefined) throw new Error("no pair");
  await goOn(host, "start-round");
  for (const player of players) await reads(player, "play.briefing.question");
  await goOn(host, "end-briefing");
  await setKnobs(first, { depth: 2, width: 10, learningRate: 0.3 });
  await expect(second.page.locator("[data-touched]").first()).toBeAttached();
  await press(first, "play.cockpit.propose");
  await reads(first, "play.cockpit.youProposeText");
  await showKnobs(second);
  await reads(second, "play.cockpit.proposesText");
  await inspect(second, "24-proposal");
  await press(second, "play.cockpit.confirmProposal");
  await confirm(second, "play.cockpit.commitYes");
  for (const player of pair) await reads(player, "play.cockpit.sealed");

  await host.page
    .getByRole("button", { name: pattern("en", "host.teamMenu") })
    .nth(await placeOf(host, first))
    .click();
  await inspect(host, "25-team");
  await press(host, "host.reopenTeam");
  await confirm(host, "host.reopenTeam");
  await reads(first, "play.cockpit.reopenedTitle");
  await inspect(first, "25-reopened");

  const coHost = await actor("co-host", "phone");
  await press(host, "host.inviteCoHost");
  await expect(openDialog(host)).toBeVisible();
  await inspect(host, "26-invitation");
  const code = (await openDialog(host).locator("b").innerText()).replace("-", "");
  await coHost.page.goto(`/host/${joinCode}#co-host=${code}`);
  await inspect(coHost, "26-co-host-door");
  await press(coHost, "host.becomeCoHost");
  await reads(coHost, "host.youCoHost");
  expect(coHost.page.url()).not.toContain(code);
  await inspect(coHost, "26-co-host");
  await expect(openDialog(host)).toHaveCount(0);
  await press(host, "host.handOver");
  await confirm(host, "host.handOver");
  await reads(host, "host.youCoHost");
  await reads(coHost, "host.youOwn");
  await expect(host.page.getByRole("button", { name: words("en", "host.end") }).last()).toBeDisabled();

  const otherTab = await coHost.context.newPage();
  await otherTab.goto(`/host/${joinCode}`);
  await reads(coHost, "host.controlElsewhereTitle");
  await press(coHost, "host.takeOver");
  await expect(otherTab.getByText(words("en", "host.controlElsewhereTitle"))).toBeVisible();
  await otherTab.close();

  await openSeat(coHost, single);
  await press(coHost, "host.ban");
  await confirm(coHost, "host.banConfirm");
  await reads(single, "play.connection.bannedTitle");
  await single.page.reload();
  await reads(single, "play.connection.bannedTitle");
  await inspect(single, "27-banned");
  await coHost.page.getByText(pattern("en", "host.sentAway")).click();
  await press(coHost, "host.unban");
  await single.page.reload();
  await reads(single, "play.join.note");

  for (const person of [host, projector, coHost, ...players]) {
    expect(person.errors, person.name).toEqual([]);
    await person.context.close();
  }
});

async function joinWithPrivateName(player: Actor, joinCode: string, privateName: string): Promise<void> {
  const name = player.page.getByLabel(words("en", "play.join.nameLabel"));
  await player.page.goto(`/play/${joinCode}`);
  await press(player, "play.join.suggest");
  await expect(name).toHaveValue(/\w+ \w+/);
  await name.fill(player.name);
  await player.page.getByLabel(words("en", "play.join.privateNameLabel")).fill(privateName);
  await inspect(player, "19-join");
  await press(player, "play.join.join");
  await reads(player, "play.lobby.waitingTitle");
}

/** Chooses a rule of the class in its list, and waits until the server has it. */
async function rule(host: Actor, name: string, choice: string): Promise<void> {
  await host.page.getByLabel(words("en", `host.rules.label.${name}`)).selectOption(choice);
  await reads(host, `host.rules.text.${choice}`);
}

function openDialog({ page }: Actor): Locator {
  return page.locator("dialog[open]");
}

/** Says yes in the dialog that asks. */
async function confirm(actor: Actor, key: string): Promise<void> {
  await openDialog(actor)
    .getByRole("button", { name: words("en", key), exact: true })
    .click();
}

/** The seat in the roster; warnings may name it too. */
function seatButton({ page }: Actor, player: Actor): Locator {
  return page.getByRole("listitem").getByRole("button", { name: new RegExp(player.name) });
}

async function openSeat(host: Actor, player: Actor): Promise<void> {
  await seatButton(host, player).click();
  await expect(openDialog(host)).toBeVisible();
}

/** The names in each team of the roster, in its order. */
async function rosterOf({ page }: Actor): Promise<string[]> {
  const teams = page.getByRole("listitem").filter({ has: page.getByRole("heading", { level: 3 }) });
  return teams.allInnerTexts();
}

async function teamSizes(host: Actor): Promise<number[]> {
  const teams = await rosterOf(host);
  return teams.map((text) => ["Ken", "Mio", "Aoi"].filter((name) => text.includes(name)).length).sort();
}

async function pairOf(host: Actor, players: readonly Actor[]): Promise<Actor[]> {
  const teams = await rosterOf(host);
  const members = teams.map((text) => players.filter((player) => text.includes(player.name)));
  return members.find((team) => team.length === 2) ?? [];
}

async function placeOf(host: Actor, player: Actor): Promise<number> {
  return (await rosterOf(host)).findIndex((text) => text.includes(player.name));
}

async function showKnobs({ page }: Actor): Promise<void> {
  const tab = page.getByRole("tab", { name: words("en", "play.cockpit.knobs") });
  if (await tab.isVisible()) await tab.click();
}
