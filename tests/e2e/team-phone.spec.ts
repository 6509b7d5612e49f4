import { expect, test } from "@playwright/test";
import { type LaunchedServer, launchServer } from "./support/launch-server";
import {
  type Actor,
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

let server: LaunchedServer;
test.beforeAll(async () => {
  server = await launchServer();
});
test.afterAll(() => server.dispose());

for (const language of ["en", "ja"] as const) {
  test(`three students share a phone: levels, a duel, roles, two taps, points (${language})`, async ({
    browser,
  }) => {
    test.setTimeout(300_000);
    const host = await enter(browser, { name: "host", language: "en", size: "laptop", baseURL: server.url });
    const player = await enter(browser, { name: "Trio", language, size: "phone", baseURL: server.url });
    const joinCode = await openLesson(host, { rounds: ["warm-up"], seatsPerTeam: 1 });
    await rule(host, "commitBy", "two-of-team");
    await rule(host, "ballotMode", "levels");
    await takeSeat(player, joinCode);
    await player.page.getByRole("radio", { name: "3", exact: true }).check();
    await inspect(player, "40-people");

    await goOn(host, "start-round");
    await reads(player, "play.briefing.question");
    await reads(player, "play.roles.text.surveyor");
    await voteThatRuleIsFirst(player);
    await press(player, "play.briefing.cast");
    await inspect(player, "41-levels");

    if ((await host.page.getByRole("button", { name: pattern("en", "host.next.end-briefing") }).count()) > 0)
      await goOn(host, "end-briefing");
    await expect(player.page.getByRole("tab", { name: words(language, "play.cockpit.knobs") })).toBeVisible();
    await duelOfDepths(player);
    await commitWithTwoTaps(player);
    await reads(player, "play.result.howCounted");
    for (const key of ["yourDesign", "bestKnown", "paid"]) await reads(player, `play.result.${key}`);
    await inspect(player, "46-result");
    await player.page.getByText(words(language, "play.result.howCounted")).first().click();
    await reads(player, "play.result.spread");
    await inspect(player, "47-formula");
    expect(player.errors).toEqual([]);
    await host.context.close();
    await player.context.close();
  });
}

async function rule(host: Actor, name: string, value: string): Promise<void> {
  await host.page.getByLabel(words("en", `host.rules.label.${name}`)).selectOption(value);
  await expect(host.page.getByText(words("en", `host.rules.text.${value}`))).toBeVisible();
}

async function voteThatRuleIsFirst({ page, language }: Actor): Promise<void> {
  const rules = page.getByRole("group").filter({ hasText: words(language, "ui.levels.cannotTell") });
  await rules.getByRole("radio").first().check();
  await page.getByRole("radio", { name: pattern(language, "ui.levels.name.sure") }).check();
}

/** Depth 1 against depth 2, then the same run once more with one knob changed. */
async function duelOfDepths(player: Actor): Promise<void> {
  const { page, language } = player;
  await setKnobs(player, { depth: 1, width: 20, learningRate: 0.3 });
  await page
    .getByRole("radio", { name: words(language, "play.cockpit.sweep.kind.duel"), exact: true })
    .check();
  const values = page.getByRole("group", { name: pattern(language, "play.cockpit.sweep.duelValue") });
  await values.getByRole("radio", { name: "2", exact: true }).check();
  await inspect(player, "42-duel-knobs");
  await press(player, "play.cockpit.runPilot");
  await page.getByRole("tab", { name: words(language, "play.cockpit.instrument") }).click();
  await expect(page.getByText(pattern(language, "play.cockpit.statusFinished")).first()).toBeVisible({
    timeout: 60_000,
  });
  await expect(page.getByText(/1 \/ 2/).first()).toBeVisible();
  await inspect(player, "43-duel");
  await press(player, "play.cockpit.duplicate");
  await expect(
    page.getByRole("radio", { name: words(language, "play.cockpit.sweep.kind.duel"), exact: true }),
  ).toBeChecked();
}

async function commitWithTwoTaps(player: Actor): Promise<void> {
  await press(player, "play.cockpit.propose");
  await reads(player, "play.cockpit.passText");
  await inspect(player, "44-proposed");
  await player.page
    .getByRole("button", { name: pattern(player.language, "play.roles.pass") })
    .last()
    .click();
  await reads(player, "play.cockpit.proposesText");
  await inspect(player, "45-passed");
  await press(player, "play.cockpit.confirmProposal");
  await player.page
    .getByRole("dialog")
    .getByRole("button", { name: words(player.language, "play.cockpit.commitYes") })
    .click();
}
