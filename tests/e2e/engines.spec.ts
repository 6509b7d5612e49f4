import { expect, test } from "@playwright/test";
import { withArguments } from "./support/browser-options";
import { chooseEngine, deviceLine, openDeviceCard } from "./support/device-card";
import { type LaunchedServer, launchServer } from "./support/launch-server";
import {
  type Actor,
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

// Gives the browser a software adapter where the machine has no GPU.
test.use({ launchOptions: withArguments("--enable-unsafe-webgpu") });

let server: LaunchedServer;
test.beforeAll(async () => {
  server = await launchServer();
});
test.afterAll(() => server.dispose());

test("one team trains on WebGPU, another on typed arrays", async ({ browser }) => {
  test.setTimeout(420_000);
  const baseURL = server.url;
  const host = await enter(browser, { name: "host", language: "en", size: "laptop", baseURL });
  const gpuPlayer = await enter(browser, { name: "Ada", language: "en", size: "laptop", baseURL });
  const plainPlayer = await enter(browser, { name: "環", language: "ja", size: "phone", baseURL });
  const players = [gpuPlayer, plainPlayer];
  // A worker per run, one core left for the page.
  await plainPlayer.context.addInitScript(() => {
    Object.defineProperty(navigator, "hardwareConcurrency", { get: () => 4 });
  });
  const scripts = watchScripts(plainPlayer);
  const joinCode = await openLesson(host, { rounds: ["warm-up"], seatsPerTeam: 1 });
  for (const player of players) await takeSeat(player, joinCode);

  await goOn(host, "start-round");
  for (const player of players) await reads(player, "play.briefing.question");
  await expect(deviceLine(plainPlayer)).toBeVisible();
  expect(await scripts.holdTfjs(), "tfjs came before it was chosen").toBe(false);
  // However slow the machine is: the briefing waits.
  await press(host, "host.pause");
  for (const backend of ["wasm", "webgl", "cpu"] as const) {
    await chooseEngine(plainPlayer, `tfjs-${backend}`, `TensorFlow.js（${backend}）`);
  }
  expect(await scripts.holdTfjs()).toBe(true);
  await chooseEngine(plainPlayer, "javascript", "JavaScript");
  await chooseEngine(gpuPlayer, "tfjs-webgpu", "TensorFlow.js on webgpu");
  const ownGpu = words("en", "device.choice.webgpu");
  await chooseEngine(gpuPlayer, "webgpu", ownGpu);
  for (const player of players) await inspect(player, "40-device-card");
  // The choice is the device's: it survives a reload.
  await gpuPlayer.page.reload();
  await expect(deviceLine(gpuPlayer)).toContainText(ownGpu);

  await press(host, "host.resume");
  for (const player of players) await press(player, "play.briefing.cast");
  for (const player of players) await runPilot(player);
  expect(plainPlayer.page.workers()).toHaveLength(3);
  await expect(deviceLine(gpuPlayer)).toContainText(ownGpu);
  await openDeviceCard(gpuPlayer);
  for (const reason of ["other", "lost-device", "out-of-memory", "too-large"]) {
    await expect(gpuPlayer.page.getByText(pattern("en", `device.failure.${reason}`))).toHaveCount(0);
  }

  for (const player of players) await commitDesign(player);
  // The race ends when both are through, or at its cap, when the server trains what a slow software adapter has not.
  for (const player of players) {
    const accuracy = player.page.getByText(pattern(player.language, "play.result.accuracy"));
    await expect(accuracy.first()).toBeVisible({ timeout: 180_000 });
  }
  await expect(gpuPlayer.page.getByText(pattern("en", "play.result.lostReplicas"))).toHaveCount(0);
  for (const actor of [host, ...players]) expect(actor.errors, actor.name).toEqual([]);
});

test("a browser that allows no workers says so, and its team gets a result all the same", async ({
  browser,
}) => {
  const baseURL = server.url;
  const host = await enter(browser, { name: "host", language: "en", size: "laptop", baseURL });
  const player = await enter(browser, { name: "Ken", language: "en", size: "phone", baseURL });
  await player.context.addInitScript(() => {
    Object.defineProperty(window, "Worker", {
      value: class {
        constructor() {
          throw new DOMException("workers are blocked", "SecurityError");
        }
      },
    });
  });
  const joinCode = await openLesson(host, { rounds: ["warm-up"], seatsPerTeam: 1 });
  await takeSeat(player, joinCode);
  await goOn(host, "start-round");
  await reads(player, "training.no-trainer");

  await press(player, "play.briefing.cast");
  await setKnobs(player, { depth: 1, width: 5, learningRate: 0.3 });
  await commitDesign(player);
  await press(host, "host.next.finish-race");
  await press(host, "host.cutOffConfirm");
  await reads(player, "play.result.accuracy");
  await expect(player.page.getByText(pattern("en", "play.result.lostReplicas"))).toHaveCount(0);
  for (const actor of [host, player]) expect(actor.errors, actor.name).toEqual([]);
});

/** Looks at every script that a player's page and worker load from now on. */
function watchScripts(player: Actor) {
  const texts: Promise<string>[] = [];
  player.context.on("response", (response) => {
    if (new URL(response.url()).pathname.endsWith(".js")) texts.push(response.text().catch(() => ""));
  });
  return {
    /** The name of a setting of tfjs's core, which no bundler changes. */
    holdTfjs: async () =>
      (await Promise.all(texts)).some((text) => text.includes("DEPRECATION_WARNINGS_ENABLED")),
  };
}

/** The smallest network there is: a software adapter does some twenty steps a second. */
async function runPilot(player: Actor): Promise<void> {
  await expect(
    player.page.getByRole("button", { name: pattern(player.language, "play.cockpit.commit") }).first(),
  ).toBeAttached();
  await setKnobs(player, { depth: 1, width: 5, learningRate: 0.3 });
  await press(player, "play.cockpit.runPilot");
  await expect(
    player.page.getByText(pattern(player.language, "play.cockpit.statusFinished")).first(),
  ).toBeVisible({ timeout: 150_000 });
}
