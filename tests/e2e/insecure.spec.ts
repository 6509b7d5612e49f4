import { expect, test } from "@playwright/test";
import { withArguments } from "./support/browser-options";
import { openDeviceCard } from "./support/device-card";
import { type LaunchedServer, launchServer } from "./support/launch-server";
import {
  commitDesign,
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

// A name that browsers do not trust as they trust localhost: what a class sees at http://192.168.x.x.
test.use({
  launchOptions: withArguments(
    "--enable-unsafe-webgpu",
    "--host-resolver-rules=MAP classroom.test 127.0.0.1 , MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
  ),
});

let server: LaunchedServer;
test.beforeAll(async () => {
  server = await launchServer();
});
test.afterAll(() => server.dispose());

test("a class plays over plain http, and reads why there is no GPU", async ({ browser }) => {
  const baseURL = `http://classroom.test:${server.port}`;
  const host = await enter(browser, { name: "host", language: "en", size: "laptop", baseURL });
  const player = await enter(browser, { name: "遥", language: "ja", size: "phone", baseURL });

  await host.page.goto("/host");
  await reads(host, "device.classOverHttp");
  await reads(host, "device.classOverHttpText");
  const joinCode = await openLesson(host, { rounds: ["warm-up"], seatsPerTeam: 1 });
  await takeSeat(player, joinCode);
  expect(await player.page.evaluate(() => window.isSecureContext)).toBe(false);

  await goOn(host, "start-round");
  await reads(player, "play.briefing.question");
  await openDeviceCard(player);
  await reads(player, "device.gpu.insecure-context");
  const webgpu = player.page
    .getByLabel(words("ja", "device.choose"))
    .locator("option", { hasText: words("ja", "device.choice.tfjs-webgpu") });
  await expect(webgpu).toBeDisabled();
  await inspect(player, "41-insecure");
  await press(player, "play.briefing.cast");

  await expect(
    player.page.getByRole("button", { name: pattern("ja", "play.cockpit.commit") }).first(),
  ).toBeAttached();
  await setKnobs(player, { depth: 1, width: 10, learningRate: 0.3 });
  await press(player, "play.cockpit.runPilot");
  await expect(player.page.getByText(pattern("ja", "play.cockpit.statusFinished")).first()).toBeVisible();
  await commitDesign(player);
  await reads(player, "play.result.accuracy");
  for (const actor of [host, player]) {
    // Chromium says on every page that it ignores this header over plain http, as it should.
    const errors = actor.errors.filter((error) => !error.startsWith("The Cross-Origin-Opener-Policy header"));
    expect(errors, actor.name).toEqual([]);
  }
});
