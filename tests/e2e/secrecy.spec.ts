import { expect, type Page, test } from "@playwright/test";
import { type SharedView, SharedViewSchema } from "@/core/game/view";
import { publicInputs } from "@/core/tasks/public-inputs";
import { labelsOf } from "@/core/tasks/task-registry";
import { formsFound, runsOf } from "@/tests/server/support/secret-forms";
import { type LaunchedServer, launchServer } from "./support/launch-server";
import { type Actor, commitDesign, enter, press, reads, setKnobs } from "./support/stage";
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

/** The shared view as far as the frames tell it: each carries what changed, the first one everything. */
function sharedViewAfter(frames: readonly string[]): SharedView | null {
  const told: Record<string, unknown> = {};
  for (const frame of frames) {
    const start = frame.indexOf('["view",');
    if (start < 0) continue;
    const [, message] = JSON.parse(frame.slice(start)) as [string, { shared: object }];
    Object.assign(told, message.shared);
  }
  const parsed = SharedViewSchema.safeParse(told);
  return parsed.success ? parsed.data : null;
}

async function playAlone(player: Actor): Promise<void> {
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
}

test("no page, bundle, body or frame holds the test labels before the reveal", async ({ browser }) => {
  const player = await enter(browser, { name: "Ken", language: "en", size: "laptop", baseURL: server.url });
  const received = record(player.page);
  let shared: SharedView | null = null;
  // Labels of the decoy are drawn, so that they cannot be made again here: one round in six, then another is played.
  for (let round = 0; round < 5 && (shared?.reveal ?? null) === null; round += 1) {
    received.length = 0;
    await playAlone(player);
    const told = sharedViewAfter(received);
    shared = told?.reveal?.rule.family === "random-labels" ? null : told;
  }
  if (shared?.round == null || shared.reveal === null) throw new Error("no reveal was recorded");

  const { deck, publicSeed } = shared.round;
  const { rule } = shared.reveal;
  const label = (split: "training" | "test", rowCount: number) => {
    const inputs = publicInputs(publicSeed, split, rowCount, deck.inputDimension);
    return labelsOf(rule, inputs, rowCount, deck.inputDimension);
  };
  const revealAt = received.findIndex(
    (_, index) => (sharedViewAfter(received.slice(0, index + 1))?.reveal ?? null) !== null,
  );
  expect(revealAt).toBeGreaterThan(0);
  const before = received.slice(0, revealAt);
  const training = label("training", deck.trainingSampleCount);
  // The control: what the page must have is found by the same search.
  expect(runsOf(training).flatMap((run) => formsFound(run, before)).length).toBeGreaterThan(0);
  const found = runsOf(label("test", deck.testSampleCount)).flatMap((run) => formsFound(run, before));
  expect(found).toEqual([]);
});
