import { gzipSync } from "node:zlib";
import { expect, test } from "@playwright/test";
import { type LaunchedServer, launchServer } from "./support/launch-server";
import { enter, goOn, openLesson, press, takeSeat } from "./support/stage";
import { pattern } from "./support/words";

const mostGzippedBytes = 200_000;

let server: LaunchedServer;
test.beforeAll(async () => {
  server = await launchServer();
});
test.afterAll(() => server.dispose());

// A laptop shows all sheets of the cockpit at once, a phone one.
for (const size of ["phone", "laptop"] as const) {
  test(`a player's page loads at most 200 kB of gzipped JavaScript before training on a ${size}`, async ({
    browser,
  }) => {
    const host = await enter(browser, { name: "host", language: "en", size: "laptop", baseURL: server.url });
    const joinCode = await openLesson(host, { rounds: ["warm-up"], seatsPerTeam: 1 });
    const player = await enter(browser, { name: "Ken", language: "en", size, baseURL: server.url });
    const scripts = new Map<string, number>();
    player.page.on("response", async (response) => {
      if (response.request().resourceType() !== "script" || !response.ok()) return;
      scripts.set(response.url(), gzipSync(await response.body()).length);
    });

    await takeSeat(player, joinCode);
    await goOn(host, "start-round");
    await press(player, "play.briefing.cast");
    await expect(
      player.page.getByRole("button", { name: pattern("en", "play.cockpit.runPilot") }),
    ).toBeVisible();
    await player.page.waitForLoadState("networkidle");

    const total = [...scripts.values()].reduce((sum, bytes) => sum + bytes, 0);
    console.log(`${scripts.size} scripts, ${Math.round(total / 1000)} kB gzipped`);
    expect(scripts.size).toBeGreaterThan(0);
    expect(total).toBeLessThanOrEqual(mostGzippedBytes);
  });
}
