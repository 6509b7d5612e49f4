import { expect, test } from "@playwright/test";
import { type LaunchedServer, launchServer } from "./support/launch-server";
import { watchPolicy } from "./support/policy";
import { enter, goOn, openLesson, press, reads, takeSeat } from "./support/stage";
import { pattern } from "./support/words";

test.use({ ignoreHTTPSErrors: true });

let server: LaunchedServer;
test.beforeAll(async () => {
  server = await launchServer({ HTTPS: "auto" });
});
test.afterAll(() => server.dispose());

test("a class meets over the server's own certificate", async ({ browser }) => {
  const baseURL = `https://localhost:${server.port}`;
  const options = { baseURL, ignoreHTTPSErrors: true };
  const host = await enter(browser, { name: "host", language: "en", size: "laptop", ...options });
  const projector = await enter(browser, {
    name: "projector",
    language: "en",
    size: "projector",
    ...options,
  });
  const mio = await enter(browser, { name: "Mio", language: "ja", size: "phone", ...options });
  const violations = await watchPolicy(mio.context);

  // Somebody types the address without https.
  const plain = `http://localhost:${server.port}`;
  const answered = await host.page.goto(`${plain}/host`);
  expect(answered?.url()).toBe(`${baseURL}/host`);
  const first = await answered?.request().redirectedFrom()?.response();
  expect(first?.status()).toBe(308);

  const joinCode = await openLesson(host, { rounds: ["warm-up"], seatsPerTeam: 1 });
  await projector.page.goto(`/screen/${joinCode}`);
  const shownCode = `${joinCode.slice(0, 3)} ${joinCode.slice(3)}`;
  await expect(projector.page.getByRole("heading", { name: shownCode })).toBeVisible();
  // The origin from which the page makes its QR code.
  const page = await (await projector.page.request.get(`/screen/${joinCode}`)).text();
  expect(page).toContain(`${baseURL}\\"`);
  expect(page).not.toContain(plain);
  await takeSeat(mio, joinCode);
  await expect(projector.page.getByText("Mio")).toBeVisible();
  await goOn(host, "start-round");
  await reads(mio, "play.briefing.question");
  await press(mio, "play.briefing.cast");
  await expect(
    mio.page.getByRole("button", { name: pattern("ja", "play.cockpit.commit") }).first(),
  ).toBeAttached();

  expect(await mio.page.evaluate(() => window.isSecureContext)).toBe(true);
  const cookies = (await mio.context.cookies()).filter(({ name }) => name.startsWith("deepstakes_"));
  expect(cookies.map(({ secure, httpOnly, sameSite }) => ({ secure, httpOnly, sameSite }))).toEqual([
    { secure: true, httpOnly: true, sameSite: "Lax" },
  ]);
  expect(server.output()).toContain(`https://127.0.0.1:${server.port}`);
  expect(violations).toEqual([]);
  for (const actor of [host, projector, mio]) expect(actor.errors, actor.name).toEqual([]);
});

test("somebody plays where the network lets no websocket through", async ({ browser }) => {
  const options = { baseURL: `https://localhost:${server.port}`, ignoreHTTPSErrors: true };
  const host = await enter(browser, { name: "host", language: "en", size: "laptop", ...options });
  const ken = await enter(browser, { name: "Ken", language: "en", size: "phone", ...options });
  await ken.context.addInitScript(() => {
    class BlockedWebSocket {
      onerror: ((event: Event) => void) | null = null;
      onclose: ((event: Event) => void) | null = null;
      constructor() {
        queueMicrotask(() => {
          this.onerror?.(new Event("error"));
          this.onclose?.(new Event("close"));
        });
      }
      close() {}
    }
    Object.assign(window, { WebSocket: BlockedWebSocket });
  });
  const polls: string[] = [];
  ken.page.on("request", (request) => {
    if (request.url().includes("transport=polling")) polls.push(request.method());
  });

  const joinCode = await openLesson(host, { rounds: ["warm-up"], seatsPerTeam: 1 });
  await takeSeat(ken, joinCode);
  await expect(host.page.getByText("Ken").first()).toBeVisible();
  await goOn(host, "start-round");
  await reads(ken, "play.briefing.question");
  await press(ken, "play.briefing.cast");
  await expect(
    ken.page.getByRole("button", { name: pattern("en", "play.cockpit.commit") }).first(),
  ).toBeAttached();

  expect(new Set(polls)).toEqual(new Set(["GET", "POST"]));
  expect(ken.errors).toEqual([]);
});
