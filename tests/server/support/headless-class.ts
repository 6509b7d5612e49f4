import type { HttpBody } from "@/core/contract/http-bodies";
import type { Ballot } from "@/core/game/ballot";
import { defaultClassRules, LessonSchema } from "@/core/game/lesson";
import type { Phase } from "@/core/game/phase";
import type { RevealView } from "@/core/game/view";
import { decodeBase64, encodeBase64, packBits } from "@/core/tasks/packed-bits";
import { publicInputs } from "@/core/tasks/public-inputs";
import type { Design } from "@/core/training/design";
import type { TrainedReplica } from "@/server/referee/referee-jobs";
import { runRefereeJob } from "@/server/referee/run-referee-job";
import { CookieJar, HeadlessViewer, post } from "./headless-viewer";
import { someMeasures } from "./run-measures";

/**
 * A short lesson on the small deck, by default on the preset with the cheapest house run (null draws one); phases end
 * by readiness, so lengths only bound a failing test. The last of several rounds is of the other kind: a lesson that one
 * depth class wins throughout is refused.
 */
export function warmUpLesson(
  changes: Partial<HttpBody<"createSession">["settings"]> = {},
  rounds = 1,
  presetId: string | null = "warm-up-2-local",
): HttpBody<"createSession"> {
  return {
    lesson: LessonSchema.parse(
      Array.from({ length: rounds }, (_, index) => ({
        deckId: "warm-up",
        presetId: index > 0 && index === rounds - 1 ? "warm-up-3-local" : presetId,
      })),
    ),
    settings: {
      ...defaultClassRules,
      seatsPerTeam: 2,
      classSize: 60,
      lengths: { briefingSeconds: 60, exploringSeconds: 120, racingSeconds: 60 },
      ...changes,
    },
  };
}

export async function openClass(url: string, lesson = warmUpLesson()) {
  const jar = new CookieJar();
  const opened = await post(url, jar, "createSession", lesson);
  if (!opened.ok) throw new Error(opened.refusal);
  const host = new HeadlessViewer(url, jar, opened.joinCode, "host");
  await host.untilPhase("lobby");
  return { host, jar, joinCode: opened.joinCode as string, recoveryCode: opened.recoveryCode as string };
}

export async function joinClass(url: string, joinCode: string, name: string) {
  const jar = new CookieJar();
  const joined = await post(url, jar, "join", { joinCode, name });
  if (!joined.ok) throw new Error(joined.refusal);
  const player = new HeadlessViewer(url, jar, joinCode, "player");
  await player.until((viewer) => viewer.player.seatId === joined.seatId);
  return { player, jar, seatCode: joined.seatCode as string };
}

/** "Next", as the host presses it. */
export async function next(host: HeadlessViewer): Promise<void> {
  const answer = await host.send("phase:next", { phaseSequence: host.view.phaseSequence });
  if (!answer.ok) throw new Error(answer.refusal);
}

/** All belief on the first hypothesis of the deck. */
export function sureBallot(viewer: HeadlessViewer): Ballot {
  const hypotheses = viewer.view.round?.deck.hypotheses ?? [];
  return hypotheses.map((hypothesis, index) => ({ hypothesis, percent: index === 0 ? 100 : 0 }));
}

export const quickDesign: Design = { depth: 2, width: 10, learningRate: 0.3 };

/** Trains one race replica of the player's committed design for real and returns the upload. */
export async function trainForUpload(
  player: HeadlessViewer,
  replicaIndex: number,
): Promise<HttpBody<"uploadPredictions">> {
  return uploadOf(player, replicaIndex, await trainOnDevice(player, replicaIndex));
}

/** What the player's device has when it has trained one race replica of the committed design, or of another one. */
export async function trainOnDevice(
  player: HeadlessViewer,
  replicaIndex: number,
  design = player.player.teamRound?.commitment?.design,
): Promise<TrainedReplica> {
  const { round } = player.view;
  if (round === null || design === undefined || round.raceSeed === null) throw new Error("no race");
  const labels = await player.send("labels:read", {});
  if (!labels.ok) throw new Error(labels.refusal);
  return (await runRefereeJob({
    kind: "train",
    deckId: round.deck.deckId,
    publicSeed: round.publicSeed,
    trainingLabels: decodeBase64(labels.trainingLabels) as Uint8Array,
    design,
    runSeed: round.raceSeed,
    replicaIndex,
  })) as TrainedReplica;
}

/** The upload of some result as the player's device would send it. */
export function uploadOf(
  player: HeadlessViewer,
  replicaIndex: number,
  result: Pick<TrainedReplica, "step" | "trainingError" | "predictions">,
): HttpBody<"uploadPredictions"> {
  const { round, sessionId } = player.view;
  if (round === null) throw new Error("no round");
  const { roundIndex, attempt } = round;
  return {
    sessionId,
    roundIndex,
    attempt,
    reopenCount: player.player.teamRound?.reopenCount ?? 0,
    replicaIndex,
    uploadKey: `${player.player.seatId}-${roundIndex}-${attempt}-${replicaIndex}`,
    step: result.step,
    trainingError: result.trainingError,
    predictions: result.predictions === null ? null : encodeBase64(result.predictions),
    summary: someMeasures,
  };
}

/** The upload of a replica that diverged: ends a race without training. */
export function divergedUpload(player: HeadlessViewer, replicaIndex: number): HttpBody<"uploadPredictions"> {
  return uploadOf(player, replicaIndex, { step: 1, trainingError: null, predictions: null });
}

/** Test predictions that need no network: bit i is set where the mixed number of (salt, i) is odd. */
export function fixedPredictions(salt: number, count: number): Uint8Array {
  const bits = Array.from({ length: count }, (_, index) => {
    const mixed = Math.imul(index ^ (salt * 0x9e3779b1), 0x85ebca6b);
    return (mixed >>> 17) & 1;
  });
  return packBits(bits);
}

/**
 * How many of the packed test predictions are wrong, counted from the revealed rule and the public seed alone, without
 * the server's code for labels.
 */
export function countWrong(player: HeadlessViewer, rule: RevealView["rule"], bits: Uint8Array): number {
  const { round } = player.view;
  if (round === null) throw new Error("no round");
  if (rule.family !== "k-local" && rule.family !== "k-global") throw new Error(`no count for ${rule.family}`);
  const { inputDimension, testSampleCount } = round.deck;
  const inputs = publicInputs(round.publicSeed, "test", testSampleCount, inputDimension);
  let wrong = 0;
  for (let row = 0; row < testSampleCount; row += 1) {
    const x = inputs.subarray(row * inputDimension, (row + 1) * inputDimension);
    const productOf = (indices: readonly number[], shift: number) =>
      indices.reduce((product, index) => product * (x[(index + shift) % inputDimension] as number), 1);
    const value =
      rule.family === "k-local"
        ? productOf(rule.indices, 0)
        : x.reduce((sum, _, shift) => sum + productOf(rule.offsets, shift), 0);
    const predicted = ((bits[row >> 3] as number) >> (row & 7)) & 1;
    if (predicted !== (value >= 0 ? 1 : 0)) wrong += 1;
  }
  return wrong;
}

/** Presses "next" until the session is in `phase`. */
export async function advanceTo(host: HeadlessViewer, phase: Phase): Promise<void> {
  while ((await host.refresh()).phase !== phase) {
    const { phaseSequence } = host.view;
    if (host.view.phase !== "scoring") await next(host);
    await host.until(({ view }) => view.phaseSequence > phaseSequence);
  }
}
