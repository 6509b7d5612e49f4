import { expect, type Page, test } from "@playwright/test";
import { type SharedView, SharedViewSchema } from "@/core/game/view";
import { publicInputs } from "@/core/tasks/public-inputs";
import { labelsOf } from "@/core/tasks/task-registry";
import { formsFound, runsOf } from "@/tests/server/support/secret-forms";
import { type LaunchedServer, launchServer } from "./support/launch-server";
import { commitDesign, enter, press, reads, setKnobs } from "./support/stage";
import { pattern } from "./support/words";

let server: LaunchedServer;
test.beforeAll(async () => {
  server = await launchServer();
});
test.afterAll(() => server.dispose());

/** Everything that the page receives: documents, scripts, data and socket frames, in the order of arrival. */
function record(page: Page): string[] {
  const received: string[] = [];
  page.on("response", async (response) => {
    const body = await response.body().catch(() => null);
    if (body !== null) received.push(body.toString("latin1"));
  });
  page.on("websocket", (socket) =>
    socket.on("framereceived", ({ payload }) => received.push(payload.toString("latin1"))),
  );
  return received;
}

/** The shared view in a recorded frame, if it carries one. */
function sharedViewIn(frame: string): SharedView | null {
  const start = frame.indexOf('["view",');
  if (start < 0) return null;
  const [, message] = JSON.parse(frame.slice(start)) as [string, { shared: unknown }];
  const parsed = SharedViewSchema.safeParse(message.shared);
  return parsed.success ? parsed.data : null;
}

test("no page, bundle, body or frame holds the test labels before the reveal", async ({ browser }) => {
  const player = await enter(browser, { name: "Ken", language: "en", size: "laptop", baseURL: server.url });
  const received = record(player.page);
  await player.page.goto("/solo");
  await press(player, "solo.start");
  await reads(player, "play.briefing.question");
  await press(player, "play.briefing.cast");
  await expect(
    player.page.getByRole("button", { name: pattern("en", "play.cockpit.commit") }).first(),
  ).toBeVisible();
  await setKnobs(player, { depth: 1, width: 5, learningRate: 0.3 });
  await press(player, "play.cockpit.runPilot");
  await expect(player.page.getByText(pattern("en", "play.cockpit.statusFinished")).first()).toBeVisible();
  await commitDesign(player);
  await reads(player, "play.result.accuracy");

  const revealAt = received.findIndex((frame) => (sharedViewIn(frame)?.reveal ?? null) !== null);
  expect(revealAt).toBeGreaterThan(0);
  const shared = sharedViewIn(received[revealAt] as string);
  if (shared?.round == null || shared.reveal === null) throw new Error("no reveal was recorded");
  const { deck, publicSeed } = shared.round;
  const label = (split: "training" | "test", rowCount: number) =>
    labelsOf(
      shared.reveal?.rule as NonNullable<SharedView["reveal"]>["rule"],
      publicInputs(publicSeed, split, rowCount, deck.inputDimension),
      rowCount,
      deck.inputDimension,
    );
  const before = received.slice(0, revealAt);
  const training = label("training", deck.trainingSampleCount);
  // The control: what the page must have is found by the same search.
  expect(runsOf(training).flatMap((run) => formsFound(run, before)).length).toBeGreaterThan(0);
  const found = runsOf(label("test", deck.testSampleCount)).flatMap((run) => formsFound(run, before));
  expect(found).toEqual([]);
});
