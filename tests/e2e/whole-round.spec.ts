import { expect, test } from "@playwright/test";
import { type LaunchedServer, launchServer } from "./support/launch-server";
import {
  type Actor,
  commitDesign,
  drawPrediction,
  enter,
  goOn,
  inspect,
  openLesson,
  press,
  reads,
  setKnobs,
  takeSeat,
} from "./support/stage";
import { pattern } from "./support/words";

let server: LaunchedServer;
test.beforeAll(async () => {
  server = await launchServer();
});
test.afterAll(() => server.dispose());

test("a class plays a round, reloads everywhere and loses its server in the race", async ({ browser }) => {
  test.setTimeout(480_000);
  const baseURL = server.url;
  const host = await enter(browser, { name: "host", language: "en", size: "laptop", baseURL });
  const projector = await enter(browser, { name: "projector", language: "en", size: "projector", baseURL });
  const haruka = await enter(browser, { name: "遥", language: "ja", size: "phone", baseURL });
  const ken = await enter(browser, { name: "Ken", language: "en", size: "laptop", baseURL });
  const mio = await enter(browser, { name: "Mio", language: "en", size: "phone", baseURL });
  const players = [haruka, ken, mio];
  const everybody = [host, projector, ...players];

  const joinCode = await openLesson(host, { rounds: ["warm-up"], seatsPerTeam: 2 });
  await projector.page.goto(`/screen/${joinCode}`);
  for (const player of players) await takeSeat(player, joinCode);
  await haruka.page.reload();
  await reads(haruka, "play.lobby.waitingTitle");
  await expect(projector.page.getByText("Mio")).toBeVisible();
  for (const actor of everybody) await inspect(actor, "03-lobby");

  await goOn(host, "start-round");
  for (const player of players) await reads(player, "play.briefing.question");
  await ken.page.reload();
  await reads(ken, "play.briefing.question");
  for (const actor of everybody) await inspect(actor, "04-briefing");
  await press(haruka, "play.briefing.cast");
  await reads(haruka, "play.briefing.castTitle");
  await press(mio, "play.briefing.cast");

  for (const player of players) await waitForCockpit(player);
  await setKnobs(ken, { depth: 2, width: 10, learningRate: 0.3 });
  await press(ken, "play.cockpit.runPilot");
  await expect(ken.page.getByText(pattern("en", "play.cockpit.statusFinished")).first()).toBeVisible();
  await setKnobs(mio, { depth: 1, width: 20, learningRate: 0.3 });
  await press(mio, "play.cockpit.runPilot");
  await expect(ken.page.getByRole("table").getByText("0.3").first()).toBeVisible();
  for (const actor of everybody) await inspect(actor, "05-exploring");
  await mio.page.reload();
  await waitForCockpit(mio);
  await host.page.reload();
  await reads(host, "host.controls");

  // Mio's phone sleeps through the beginning of the race, so the race waits and the server can die in it.
  await setKnobs(mio, { depth: 1, width: 20, learningRate: 0.3 });
  await commitDesign(mio);
  await reads(mio, "play.cockpit.sealed");
  await mio.page.goto("about:blank");
  await setKnobs(haruka, { depth: 7, width: 50, learningRate: 0.1 });
  await commitDesign(haruka);
  for (const player of [haruka, ken]) await reads(player, "play.racing.title");
  await haruka.page.reload();
  await reads(haruka, "play.racing.title");
  await server.kill();
  await expect(ken.page.getByText(pattern("en", "play.connection.lostTitle"))).toBeVisible();
  await inspect(ken, "06-lost");
  await server.startAgain();
  await expect(ken.page.getByText(pattern("en", "play.connection.lostTitle"))).toHaveCount(0);
  await expect(ken.page.getByText(pattern("en", "play.racing.allIn"))).toBeVisible();
  for (const actor of [host, projector, haruka, ken]) await inspect(actor, "07-racing");
  await mio.page.goto(`/play/${joinCode}`);

  for (const player of players) await reads(player, "play.result.accuracy");
  for (const actor of everybody) await inspect(actor, "08-result");
  await expect(haruka.page.getByText(pattern("ja", "play.result.lostReplicas"))).toHaveCount(0);
  await haruka.page.reload();
  await reads(haruka, "play.result.accuracy");

  await goOn(host, "turn-page");
  for (const player of players) await reads(player, "reveal.ruleTitle");
  for (const actor of everybody) await inspect(actor, "09-rule");
  await goOn(host, "turn-page");
  await reads(mio, "play.figure.lock");
  await inspect(mio, "10-locked");
  await inspect(projector, "10-locked");
  await drawPrediction(mio);
  await press(mio, "play.figure.lock");
  await expect(mio.page.getByRole("button", { name: pattern("en", "play.figure.lock") })).toHaveCount(0);
  await inspect(mio, "11-figure");
  await reads(ken, "play.figure.lock");
  await goOn(host, "unlock-figure");
  await expect(ken.page.getByRole("button", { name: pattern("en", "play.figure.lock") })).toHaveCount(0);
  for (const actor of everybody) await inspect(actor, "12-figure");
  await goOn(host, "turn-page");
  for (const actor of everybody) await inspect(actor, "13-evidence");

  await goOn(host, "to-debrief");
  await ken.page.reload();
  await reads(ken, "play.debrief.title");
  await ken.page.getByRole("radio").first().check();
  await press(ken, "play.debrief.send");
  await reads(ken, "play.debrief.saved");
  for (const actor of everybody) await inspect(actor, "14-debrief");
  await goOn(host, "to-podium");
  for (const player of players) await reads(player, "play.podium.points");
  await mio.page.reload();
  await reads(mio, "play.podium.points");
  for (const actor of everybody) await inspect(actor, "15-podium");

  for (const actor of everybody) expect(actor.errors, actor.name).toEqual([]);
  for (const actor of everybody) await actor.context.close();
});

async function waitForCockpit(player: Actor): Promise<void> {
  await expect(
    player.page.getByRole("button", { name: pattern(player.language, "play.cockpit.commit") }).first(),
  ).toBeAttached();
}
