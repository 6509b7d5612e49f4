import { expect, test } from "@playwright/test";
import { launchServer } from "./support/launch-server";
import { enter, inspect } from "./support/stage";

test("the design page shows every component without a fault, and only when asked for", async ({
  browser,
}) => {
  const open = await launchServer({ DEEPSTAKES_DESIGN_PAGE: "1" });
  try {
    for (const size of ["phone", "laptop"] as const) {
      const visitor = await enter(browser, { name: "visitor", language: "en", size, baseURL: open.url });
      await visitor.page.goto("/design");
      await expect(visitor.page.locator("h1").first()).toBeVisible();
      await inspect(visitor, "30-design");
      expect(visitor.errors).toEqual([]);
      await visitor.context.close();
    }
  } finally {
    await open.dispose();
  }

  const closed = await launchServer();
  try {
    expect((await fetch(`${closed.url}/design`)).status).toBe(404);
  } finally {
    await closed.dispose();
  }
});
