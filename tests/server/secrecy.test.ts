import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LessonSchema } from "@/core/game/lesson";
import { SeedSchema } from "@/core/random/seed";
import { PresetIdSchema } from "@/core/tasks/deck";
import { floatBytes, readFloats } from "@/core/tasks/float-bytes";
import { decodeBase64 } from "@/core/tasks/packed-bits";
import { findPreset } from "@/core/tasks/presets";
import type { Rule } from "@/core/tasks/rule";
import { makeSplit } from "@/core/tasks/task-instance";
import { dealRule } from "@/core/tasks/task-registry";
import { fixedRandom } from "./support/fixed-random";
import { type GameServer, startGameServer } from "./support/game-server";
import { fixedPredictions, quickDesign, sureBallot, uploadOf, warmUpLesson } from "./support/headless-class";
import { CookieJar, HeadlessViewer, post } from "./support/headless-viewer";
import { formsFound, formsOf, runsOf } from "./support/secret-forms";

const classified = { deckId: "warm-up", presetId: "warm-up-3-local" } as const;
/** A picture whose values hardly ever repeat: no run of its test targets can appear elsewhere by chance. */
const picture = { deckId: "pictures", presetId: "pictures-jump" } as const;
type Plan = typeof classified | typeof picture;
const secretSeeds = ["5ec2e75eed5ec2e75eed5ec2e75eed01", "0ddba11c0ffee0ddba11c0ffee0ddb02"] as const;
const startMs = 1_800_000_000_000;
const clockStepMs = 1000;

/** What came back for one step of the script. */
interface Step {
  readonly name: string;
  /** The answer, with training and validation labels cut out. */
  readonly answer: string;
  /** By viewer: the whole view afterwards, and every shared and own part that was sent on the way. */
  readonly seen: readonly { readonly view: string | undefined; readonly parts: readonly string[] }[];
}

interface PlayedRound {
  readonly steps: readonly Step[];
  readonly live: readonly string[];
  /** All POST answers, without the date. */
  readonly bodies: readonly string[];
  /** Everything that any browser received before the reveal. */
  readonly texts: readonly string[];
  readonly labels: { readonly training: Uint8Array; readonly validation: Uint8Array };
  readonly testLabels: Uint8Array;
  readonly presetId: string;
  readonly secretSeed: string;
  readonly rule: Rule;
}

const isLive = (text: string) => text.startsWith('{"race"');

/** Plays one round with fixed ballots, pilots, designs and predictions, up to the scoring, then lets it be revealed. */
async function playRound(plan: Plan, secretSeed: string): Promise<PlayedRound> {
  let nowMs = startMs;
  const server = await startGameServer({ chooseRandom: () => fixedRandom(secretSeed), now: () => nowMs });
  try {
    return await runScript(server, { plan, secretSeed }, () => {
      nowMs += clockStepMs;
    });
  } finally {
    await server.close();
  }
}

async function runScript(
  server: GameServer,
  { plan, secretSeed }: { plan: Plan; secretSeed: string },
  tick: () => void,
): Promise<PlayedRound> {
  const { url } = server;
  const viewers: HeadlessViewer[] = [];
  const jars: CookieJar[] = [];
  const steps: Step[] = [];
  const labels: Record<"training" | "validation", Uint8Array> = {
    training: new Uint8Array(),
    validation: new Uint8Array(),
  };

  const settle = async () => {
    for (const viewer of viewers) await viewer.refresh();
  };
  const step = async (name: string, act: () => Promise<unknown>) => {
    tick();
    const before = viewers.map(({ messages }) => messages.length);
    const answer = JSON.stringify(await act());
    await settle();
    const seen = viewers.map(({ messages }, index) => {
      const views = messages.slice(before[index]).filter((text) => !isLive(text));
      const parts = views.flatMap((text) => {
        const { shared, own } = JSON.parse(text) as Record<"shared" | "own", Record<string, unknown> | null>;
        // Key by key: whether a change came alone or with the whole view depends on the clock, not on the secret.
        const keys = Object.entries(shared ?? {}).map((entry) => JSON.stringify(entry));
        return own === null ? keys : [...keys, JSON.stringify(own)];
      });
      return { view: views.at(-1), parts: [...new Set(parts)].sort() };
    });
    steps.push({ name, answer, seen });
  };

  const hostJar = new CookieJar();
  const opened = await post(url, hostJar, "createSession", {
    ...warmUpLesson({ seatsPerTeam: 1 }),
    lesson: LessonSchema.parse([plan]),
  });
  const joinCode = opened.ok ? opened.joinCode : expect.fail(opened.refusal);
  const connect = async (jar: CookieJar, role: "host" | "projector" | "player") => {
    const viewer = new HeadlessViewer(url, jar, joinCode, role);
    await viewer.until(({ shared, own }) => shared !== null && own !== null);
    viewers.push(viewer);
    jars.push(jar);
    return viewer;
  };
  const host = await connect(hostJar, "host");
  const projector = await connect(new CookieJar(), "projector");
  const players: { player: HeadlessViewer; jar: CookieJar }[] = [];
  // The last one stays silent, so that no phase ends by itself and every step is one commit.
  for (const name of ["Ann", "Bo", "Silent"]) {
    const jar = new CookieJar();
    await post(url, jar, "join", { joinCode, name });
    players.push({ player: await connect(jar, "player"), jar });
  }
  await settle();
  const active = players.slice(0, 2);
  const pressNext = () => host.send("phase:next", { phaseSequence: host.view.phaseSequence });

  await step("open the round", pressNext);
  for (const { player } of active) {
    const ballot = sureBallot(player);
    await step("cast a ballot", () =>
      player.send("ballot:cast", { phaseSequence: player.view.phaseSequence, ballot }),
    );
    await step("read labels", async () => {
      const answer = await player.send("labels:read", {});
      if (!answer.ok) return answer;
      labels.training = decodeBase64(answer.trainingLabels) ?? labels.training;
      labels.validation = decodeBase64(answer.validationLabels) ?? labels.validation;
      return {
        ...answer,
        trainingLabels: labels.training.length,
        validationLabels: labels.validation.length,
      };
    });
  }
  await step("begin exploring", pressNext);
  for (const { player } of active) {
    const { phaseSequence } = player.view;
    await step("move the knobs", () => player.send("draft:set", { phaseSequence, design: quickDesign }));
    let pilotId = "";
    await step("start a pilot", async () => {
      const answer = await player.send("pilot:start", { phaseSequence, design: quickDesign, sweep: null });
      if (answer.ok) pilotId = answer.pilotId;
      return answer;
    });
    const result = {
      runIndex: 0,
      step: 500,
      trainingError: 0.25,
      validationError: 0.375,
      diverged: false,
    };
    await step("report the pilot", () =>
      player.send("pilot:report", { pilotId, result: [result], summaries: [] }),
    );
    await step("commit", () => player.send("design:commit", { phaseSequence, design: quickDesign }));
  }
  await step("begin the race", pressNext);
  for (const [index, { player, jar }] of active.entries()) {
    await step("tell progress", async () => {
      const point = { replicaIndex: index, points: [[100, 0.25]] };
      const answer = await player.send("race:progress", point);
      expect(answer).toEqual({ ok: true });
      for (const viewer of [host, projector]) await viewer.until(({ live }) => live.race.length > index);
      return answer;
    });
    for (const replica of [0, 1, 2, 3]) {
      const bits = fixedPredictions(10 * index + replica, 10_000);
      const predictions = plan === picture ? floatBytes(unpackedSigns(bits, 4000)) : bits;
      const upload = uploadOf(player, replica, { step: 900, trainingError: 0.125, predictions });
      for (const [attempt, body] of [upload, upload, { ...upload, uploadKey: "another-key" }].entries())
        await step(`upload ${replica} ${attempt}`, () => post(url, jar, "uploadPredictions", body));
    }
  }
  const live = [host, projector].map(({ messages }) =>
    [...new Set(messages.filter(isLive))].sort().join("\n"),
  );
  tick();
  await pressNext();
  for (const viewer of viewers)
    await viewer.until(({ messages }) => messages.some((text) => text.includes('"phase":"scoring"')));
  steps.push({
    name: "begin scoring",
    answer: "",
    seen: viewers.map(({ messages }) => ({
      view: messages.find((text) => text.includes('"phase":"scoring"')),
      parts: [],
    })),
  });
  await host.untilPhase("reveal", 100_000);

  const { round, reveal } = host.view;
  if (round === null || reveal === null) throw new Error("no reveal");
  const { inputDimension, testSampleCount } = round.deck;
  const { task } = findPreset(PresetIdSchema.parse(plan.presetId)) ?? expect.fail("no preset");
  const seeds = { publicSeed: round.publicSeed, secretSeed: SeedSchema.parse(secretSeed) };
  const rule = dealRule(task, seeds.secretSeed, inputDimension);
  expect(reveal.rule).toEqual(rule);
  const test = makeSplit({ task, inputDimension, ...seeds }, "test", testSampleCount);
  const bodies = jars.flatMap(({ received }) => received);
  const packets = viewers.flatMap(({ received }) => {
    const end = received.findIndex((text) => text.includes('"phase":"reveal"'));
    return end < 0 ? received : received.slice(0, end);
  });
  for (const viewer of viewers) viewer.close();
  return {
    steps,
    live,
    bodies: bodies.map((text) => text.replace(/^date: .*$/m, "")),
    texts: [...packets, ...bodies],
    labels,
    testLabels: "labels" in test ? test.labels : floatBytes(test.targets),
    presetId: plan.presetId,
    secretSeed,
    rule,
  };
}

/** One number a bit, far from every true value. */
function unpackedSigns(bits: Uint8Array, count: number): Float32Array {
  return Float32Array.from({ length: count }, (_, index) =>
    ((bits[index >> 3] as number) >> (index & 7)) & 1 ? 7 : -7,
  );
}

let classRounds: [PlayedRound, PlayedRound];
let pictureRound: PlayedRound;
let rounds: readonly PlayedRound[];
beforeAll(async () => {
  const [one, other] = secretSeeds;
  classRounds = await Promise.all([playRound(classified, one), playRound(classified, other)]);
  pictureRound = await playRound(picture, one);
  rounds = [...classRounds, pictureRound];
});
afterAll(() => {
  rounds = [];
});

describe("the search", () => {
  it("finds bytes in every form in which they could be written", () => {
    const bytes = fixedPredictions(5, 512);
    for (const { form, text } of formsOf(bytes))
      expect(formsFound(bytes, ["before", `x${text}y`])).toContain(form);
    const prefix = Buffer.from("ab");
    for (const skip of [0, 1, 2]) {
      const text = Buffer.concat([prefix.subarray(skip), bytes, prefix]).toString("base64");
      expect(formsFound(bytes, [text])).toEqual(
        [`base64+${2 - skip}`, `base64url+${2 - skip}`].slice(0, /[+/]/.test(text) ? 1 : 2),
      );
    }
  });

  it("finds the training labels, which players may have, in what was recorded", () => {
    for (const { labels, texts } of rounds) {
      for (const bytes of [labels.training, labels.validation]) {
        expect(runsOf(bytes).length).toBeGreaterThan(2);
        for (const run of runsOf(bytes)) expect(formsFound(run, texts)).not.toEqual([]);
      }
    }
  });
});

describe("before the reveal, nobody receives", () => {
  it("a 64-byte run of the test labels in any form", () => {
    expect(rounds.map(({ testLabels }) => testLabels.length)).toEqual([1250, 1250, 16_000]);
    for (const { testLabels, texts } of rounds) {
      for (const run of runsOf(testLabels)) expect(formsFound(run, texts)).toEqual([]);
    }
  });

  it("a test target of a picture as a number", () => {
    const { testLabels, labels, texts } = pictureRound;
    const written = (bytes: Uint8Array) => [...readFloats(bytes)].map((value) => `${value}`.slice(0, 11));
    const numbers = new Set(
      texts
        .join("\n")
        .match(/-?\d+\.\d{6,}/g)
        ?.map((text) => text.slice(0, 11)) ?? [],
    );
    expect(new Set(written(testLabels)).size).toBeGreaterThan(3900);
    for (const value of [...written(testLabels), ...written(labels.validation)])
      expect(numbers.has(value)).toBe(false);
  });

  it("the secret seed in any form", () => {
    for (const { secretSeed, texts } of rounds) {
      const bytes = Buffer.from(secretSeed, "hex");
      expect(formsFound(bytes, texts)).toEqual([]);
      expect(formsFound(Buffer.from(bytes).reverse(), texts)).toEqual([]);
      for (let word = 0; word < 4; word += 1)
        expect(texts.some((text) => text.includes(`${bytes.readUInt32BE(4 * word)}`))).toBe(false);
    }
  });

  it("the preset or the rule by name", () => {
    for (const { rule, presetId, texts } of rounds) {
      const secret = "indices" in rule ? JSON.stringify(rule.indices) : `${"angle" in rule && rule.angle}`;
      for (const word of [presetId, secret, '"rule":', '"indices"', '"testError"'])
        expect(texts.some((text) => text.includes(word))).toBe(false);
    }
  });
});

describe("two servers that differ in the secret seed alone", () => {
  it("have different rules and labels", () => {
    const [one, other] = classRounds;
    expect(one.rule).not.toEqual(other.rule);
    expect(one.testLabels).not.toEqual(other.testLabels);
    expect(one.labels.training).not.toEqual(other.labels.training);
    expect(one.labels.validation).not.toEqual(other.labels.validation);
  });

  it("answer every step of a round with the same bytes, and show the same to every viewer", () => {
    const [one, other] = classRounds;
    expect(one.steps.map(({ name }) => name)).toEqual(other.steps.map(({ name }) => name));
    expect(one.steps.length).toBeGreaterThan(35);
    for (const [index, step] of one.steps.entries()) expect(other.steps[index]).toEqual(step);
    expect(one.live).toEqual(other.live);
    expect(one.live.every((text) => text.includes('"trainingError"') || text.includes("[100,0.25]"))).toBe(
      true,
    );
    expect(one.bodies).toEqual(other.bodies);
  });
});
