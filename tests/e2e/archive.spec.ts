import { readFile } from "node:fs/promises";
import { expect, test } from "@playwright/test";
import { advanceTo, divergedUpload, joinClass, quickDesign } from "@/tests/server/support/headless-class";
import { CookieJar, HeadlessViewer, post } from "@/tests/server/support/headless-viewer";
import { type LaunchedServer, launchServer } from "./support/launch-server";
import { type Actor, enter, inspect, openLesson, press, reads } from "./support/stage";
import { pattern } from "./support/words";

let server: LaunchedServer;
test.beforeAll(async () => {
  server = await launchServer();
});
test.afterAll(() => server.dispose());

/** The cookies of a browser, for requests that come from no page. */
async function jarOf({ context }: Actor): Promise<CookieJar> {
  const jar = new CookieJar();
  for (const { name, value } of await context.cookies()) jar.cookies.set(name, value);
  return jar;
}

/** One team, one scored round, and the end of the session. */
async function playRound(host: Actor, joinCode: string): Promise<void> {
  const conductor = new HeadlessViewer(server.url, await jarOf(host), joinCode, "host");
  const { player, jar } = await joinClass(server.url, joinCode, "Haruka");
  await advanceTo(conductor, "exploring");
  await player.untilPhase("exploring");
  const { phaseSequence } = player.view;
  await player.send("design:commit", { phaseSequence, design: quickDesign });
  await advanceTo(conductor, "racing");
  await player.untilPhase("racing");
  for (const replica of [0, 1, 2, 3, 4])
    await post(server.url, jar, "uploadPredictions", divergedUpload(player, replica));
  await conductor.untilPhase("reveal");
  expect(await conductor.send("session:close", {})).toEqual({ ok: true });
  for (const viewer of [conductor, player]) viewer.close();
}

test("a host finds a past session, takes its data away and deletes it", async ({ browser }) => {
  const host = await enter(browser, { name: "host", language: "en", size: "laptop", baseURL: server.url });
  const { page } = host;
  await page.goto("/host/archive");
  await reads(host, "archive.empty");
  await inspect(host, "archive-empty");
  const joinCode = await openLesson(host, { rounds: ["warm-up"], seatsPerTeam: 1 });
  await playRound(host, joinCode);

  await page.goto("/host");
  await page.getByRole("link", { name: pattern("en", "archive.link") }).click();
  await expect(page.getByText(joinCode).first()).toBeVisible();
  await inspect(host, "archive-list");
  await page.getByRole("link", { name: pattern("en", "archive.open") }).click();
  await expect(page.getByText("Haruka")).toBeVisible();
  await inspect(host, "archive-session");

  const save = async (names: string) => {
    await page.getByLabel(pattern("en", "archive.names")).selectOption(names);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: pattern("en", "archive.csv") }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(new RegExp(`^deepstakes-${joinCode}-.*\\.csv$`));
    return readFile(await download.path(), "utf8");
  };
  expect(await save("none")).not.toContain("Haruka");
  expect(await save("game")).toContain("Haruka");

  await press(host, "archive.deleteAsk");
  await inspect(host, "archive-delete");
  await page.getByRole("button", { name: pattern("en", "ui.close") }).click();
  await expect(page.getByText("Haruka")).toBeVisible();
  await press(host, "archive.deleteAsk");
  await press(host, "archive.deleteConfirm");
  await reads(host, "archive.empty");
  expect(host.errors).toEqual([]);
  await host.context.close();
});

test("a phone brings a session over with its recovery code", async ({ browser }) => {
  const opened = await post(server.url, new CookieJar(), "createSession", {
    lesson: [{ deckId: "warm-up", presetId: null }],
    settings: {
      ...{ seatsPerTeam: 1, teamMode: "self-chosen", commitBy: "captain", joinPolicy: "open", classSize: 5 },
      lengths: { briefingSeconds: 60, exploringSeconds: 120, racingSeconds: 60 },
    },
  });
  if (!opened.ok) throw new Error(opened.refusal);
  const openedAt = new Date();
  const phone = await enter(browser, {
    name: "phone",
    language: "ja",
    size: "phone",
    baseURL: server.url,
    timezoneId: "Asia/Tokyo",
  });
  const { page } = phone;
  await page.goto("/host/archive");
  await page.getByLabel(pattern("ja", "archive.joinCode")).fill(opened.joinCode);
  const code = page.getByLabel(pattern("ja", "archive.recoveryCode"));
  await code.fill("ZZZZ-ZZZZ-ZZZZ-ZZZZ");
  await press(phone, "archive.recover");
  await reads(phone, "refusal.unknown-code");
  await code.fill(opened.recoveryCode);
  await press(phone, "archive.recover");
  await reads(phone, "archive.running");
  const inTokyo = new Intl.DateTimeFormat("ja", {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: "Asia/Tokyo",
  });
  // The minute may have turned between the opening and the look at the clock.
  const minutes = [openedAt.getTime() - 60_000, openedAt.getTime()].map((time) => inTokyo.format(time));
  await expect(page.getByText(new RegExp(minutes.join("|"))).first()).toBeVisible();
  await inspect(phone, "archive-list");
  await page.getByRole("link", { name: pattern("ja", "archive.open") }).click();
  await reads(phone, "archive.stillRunning");
  await inspect(phone, "archive-session");
  expect(phone.errors).toEqual([]);
  await phone.context.close();
});
