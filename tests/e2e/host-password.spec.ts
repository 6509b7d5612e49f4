import { expect, test } from "@playwright/test";
import { type LaunchedServer, launchServer } from "./support/launch-server";
import { enter, inspect, press, reads } from "./support/stage";
import { pattern } from "./support/words";

let server: LaunchedServer;
test.beforeAll(async () => {
  server = await launchServer({ HOST_PASSWORD: "owls at noon" });
});
test.afterAll(() => server.dispose());

test("the editor asks for the host password where the server wants one", async ({ browser }) => {
  const host = await enter(browser, { name: "host", language: "ja", size: "laptop", baseURL: server.url });
  const { page, language } = host;
  await page.goto("/host");
  const field = page.getByLabel(pattern(language, "host.password"));
  await expect(field).toHaveCount(0);
  await press(host, "host.create");
  await reads(host, "refusal.wrong-password");
  await inspect(host, "01-password");

  await field.fill("owls at night");
  await press(host, "host.create");
  await expect(page.getByText(pattern(language, "refusal.wrong-password"))).toBeVisible();
  await expect(field).toHaveValue("owls at night");
  await field.fill("owls at noon");
  await page.keyboard.press("Enter");
  await reads(host, "host.recoveryTitle");
  expect(server.output()).not.toContain("owls at");
});
