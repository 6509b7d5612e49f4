import { expect, type Page, test } from "@playwright/test";
import { protocolVersion } from "@/core/contract/protocol-version";
import { type LaunchedServer, launchServer } from "./support/launch-server";
import { enter, goOn, openLesson, press, reads, takeSeat } from "./support/stage";
import { pattern } from "./support/words";

let server: LaunchedServer;
test.beforeAll(async () => {
  server = await launchServer();
});
test.afterAll(() => server.dispose());

/** Makes the page speak as one that was opened before the last update: it states another version in its handshake. */
async function makeOld(page: Page, isOld: () => boolean): Promise<void> {
  await page.routeWebSocket(/\/socket\.io\//, (route) => {
    const toServer = route.connectToServer();
    route.onMessage((message) => {
      const stated = `"protocolVersion":${protocolVersion}`;
      const changed = `"protocolVersion":${protocolVersion - 1}`;
      toServer.send(isOld() && typeof message === "string" ? message.replace(stated, changed) : message);
    });
  });
}

test("a tab from before an update is told to reload and keeps its seat", async ({ browser }) => {
  const baseURL = server.url;
  const host = await enter(browser, { name: "host", language: "en", size: "laptop", baseURL });
  const haruka = await enter(browser, { name: "遥", language: "ja", size: "phone", baseURL });
  let isOld = false;
  await makeOld(haruka.page, () => isOld);

  const joinCode = await openLesson(host, { rounds: ["warm-up"], seatsPerTeam: 1 });
  await takeSeat(haruka, joinCode);
  await goOn(host, "start-round");
  await reads(haruka, "play.briefing.question");

  // The update: the server restarts, and the open tab comes back with what it has loaded long ago.
  isOld = true;
  await server.kill();
  await server.startAgain();
  await reads(haruka, "play.connection.oldPageTitle");
  await reads(haruka, "refusal.protocol-version");
  await expect(haruka.page.getByRole("heading", { level: 1 })).toHaveText(
    pattern("ja", "play.connection.oldPageTitle"),
  );

  isOld = false;
  await press(haruka, "play.connection.reload");
  await reads(haruka, "play.briefing.question");
  await press(haruka, "play.header.menu");
  await expect(haruka.page.getByText(haruka.name).first()).toBeVisible();
  await haruka.page.keyboard.press("Escape");
  await press(haruka, "play.briefing.cast");
  await expect(
    haruka.page.getByRole("button", { name: pattern("ja", "play.cockpit.commit") }).first(),
  ).toBeAttached();
  expect(haruka.errors).toEqual([]);
});
