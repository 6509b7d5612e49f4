import { expect, test } from "@playwright/test";
import { type LaunchedServer, launchServer } from "./support/launch-server";
import { watchPolicy } from "./support/policy";
import {
  commitDesign,
  drawPrediction,
  enter,
  goOn,
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

test("no screen of a round breaks the content security policy", async ({ browser }) => {
  const baseURL = server.url;
  const host = await enter(browser, { name: "host", language: "en", size: "laptop", baseURL });
  const projector = await enter(browser, { name: "projector", language: "ja", size: "projector", baseURL });
  const mio = await enter(browser, { name: "Mio", language: "ja", size: "phone", baseURL });
  const everybody = [host, projector, mio];
  const watched = await Promise.all(everybody.map(({ context }) => watchPolicy(context)));

  for (const path of ["/", "/design", "/nowhere"]) await mio.page.goto(path);
  const joinCode = await openLesson(host, { rounds: ["warm-up"], seatsPerTeam: 1 });
  await projector.page.goto(`/screen/${joinCode}`);
  await takeSeat(mio, joinCode);
  await goOn(host, "start-round");
  await reads(mio, "play.briefing.question");
  await press(mio, "play.briefing.cast");
  await expect(
    mio.page.getByRole("button", { name: pattern("ja", "play.cockpit.commit") }).first(),
  ).toBeAttached();
  await setKnobs(mio, { depth: 2, width: 10, learningRate: 0.3 });
  await press(mio, "play.cockpit.runPilot");
  await expect(mio.page.getByText(pattern("ja", "play.cockpit.statusFinished")).first()).toBeVisible();
  await commitDesign(mio);
  await reads(mio, "play.result.accuracy");
  await goOn(host, "turn-page");
  await reads(mio, "reveal.ruleTitle");
  await goOn(host, "turn-page");
  await reads(mio, "play.figure.lock");
  await drawPrediction(mio);
  await press(mio, "play.figure.lock");
  await goOn(host, "unlock-figure");
  await goOn(host, "turn-page");
  await goOn(host, "to-debrief");
  await reads(mio, "play.debrief.title");
  await goOn(host, "to-podium");
  await reads(mio, "play.podium.points");

  for (const [index, { name }] of everybody.entries()) expect(watched[index], name).toEqual([]);
  for (const { name, errors } of everybody)
    expect(
      errors.filter((text) => !/404/.test(text)),
      name,
    ).toEqual([]);
});

test("a script that somebody smuggles into a page does not run", async ({ browser }) => {
  const context = await browser.newContext({ baseURL: server.url });
  const page = await context.newPage();
  const violations = await watchPolicy(context);
  // The page itself as an attacker would have changed it: one script and one handler more, everything else as sent.
  await page.route("/", async (route) => {
    const response = await route.fetch();
    const planted =
      '<script>window.planted = "script"</script><img src="/none" onerror="window.planted = 1">';
    const body = (await response.text()).replace("</body>", `${planted}</body>`);
    expect(body).toContain(planted);
    await route.fulfill({ response, body });
  });

  await page.goto("/");
  await expect(page.getByRole("heading").first()).toBeVisible();
  await expect.poll(() => violations.filter((text) => /script-src/.test(text)).length).toBeGreaterThan(1);

  expect(await page.evaluate(() => "planted" in window)).toBe(false);
  await context.close();
});
