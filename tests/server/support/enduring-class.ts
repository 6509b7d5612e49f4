import { expect } from "vitest";
import type { Ballot } from "@/core/game/ballot";
import type { Phase } from "@/core/game/phase";
import {
  countWrong,
  fixedPredictions,
  openClass,
  quickDesign,
  sureBallot,
  uploadOf,
  warmUpLesson,
} from "./headless-class";
import { CookieJar, HeadlessViewer, post } from "./headless-viewer";

/** So long that only readiness and the host end a phase, restarts included. */
const longLengths = { briefingSeconds: 600, exploringSeconds: 600, racingSeconds: 120 };
/** Few, because the right number of errors of each is counted anew from the rule. */
const distinctPredictions = 7;
const replicas = [0, 1, 2, 3, 4] as const;
/** Left out by the first team, so that the scoring takes the time that a training takes. */
const leftOut = 4;

/** One student, with everything that the server has acknowledged. */
interface Member {
  readonly index: number;
  readonly jar: CookieJar;
  readonly player: HeadlessViewer;
  lastSent: number;
  lastAcknowledged: number;
  readonly uploaded: Set<number>;
  hasCommitted: boolean;
  hasPredicted: boolean;
  hasAnswered: boolean;
}

/** What a restart must not change, apart from the deadline. */
interface Standing {
  readonly phase: Phase;
  readonly text: string;
  readonly deadlineAtMs: number | null;
  readonly atMs: number;
}

/**
 * A class that plays on whatever happens to its server. It does in each phase what students do there, remembers what
 * was acknowledged, and says after a restart whether all of it is still there. Viewers come back by themselves.
 */
export class EnduringClass {
  readonly members: Member[] = [];
  private constructor(
    readonly url: string,
    readonly host: HeadlessViewer,
    readonly joinCode: string,
    readonly size: number,
  ) {}

  static async open(url: string, size: number): Promise<EnduringClass> {
    const lesson = warmUpLesson({ seatsPerTeam: 1, classSize: 2 * size, lengths: longLengths });
    const { host, joinCode } = await openClass(url, lesson);
    return new EnduringClass(url, host, joinCode, size);
  }

  get phase(): Phase {
    return this.host.view.phase;
  }

  /**
   * Does what students do in the present phase; `acknowledged` is called after each answer. Ends when the server dies.
   * The first student holds back until `goOn`, so that no phase ends by readiness.
   */
  async act(acknowledged: () => void): Promise<void> {
    if (this.phase === "lobby") return this.#joinTogether(acknowledged);
    await this.#actTogether(this.members.slice(1), acknowledged);
  }

  /** Fills the lobby after a server died in it, and frees the seats whose owners never learned of them. */
  async fill(): Promise<void> {
    while (this.members.length < this.size) await this.#join(`Again ${this.members.length}`, () => undefined);
    await this.comeBack();
    const ours = new Set(this.members.map(({ player }) => player.player.seatId));
    await this.host.until(({ view }) => view.teams.flatMap((team) => team.seats).length >= this.size);
    for (const seat of (await this.host.refresh()).teams.flatMap((team) => team.seats))
      if (!ours.has(seat.seatId)) await this.host.send("seat:remove", { seatId: seat.seatId });
    await this.host.until(({ view }) => view.teams.flatMap((team) => team.seats).length === this.size);
  }

  /** Everybody is connected again and has the whole present view. */
  async comeBack(): Promise<void> {
    await Promise.all(
      [this.host, ...this.members.map(({ player }) => player)].map(async (viewer) => {
        await viewer.until(({ socket, own }) => socket.connected && own !== null);
        await viewer.refresh();
      }),
    );
  }

  standing(): Standing {
    const { phase, phaseSequence, round, teams, reveal, deadlineAtMs } = this.host.view;
    const seats = teams.map((team) => team.seats.map(({ seatId, name }) => [seatId, name]));
    const text = JSON.stringify({
      phase,
      phaseSequence,
      round: round?.publicSeed,
      seats,
      scores: reveal?.scores,
    });
    return { phase, text, deadlineAtMs, atMs: Date.now() };
  }

  /** Nothing acknowledged is lost, no seat is lost, no score has changed, and the deadline has moved as it should. */
  expectKept(before: Standing, marginMs: number): void {
    const now = this.standing();
    if (before.phase !== "lobby" && before.phase !== "scoring") expect(now.text).toBe(before.text);
    for (const member of this.members) this.#expectMemberKept(member);
    if (before.deadlineAtMs === null || now.phase !== before.phase) return;
    const moved = (now.deadlineAtMs ?? 0) - before.deadlineAtMs;
    expect(moved).toBeGreaterThanOrEqual(marginMs);
    expect(moved).toBeLessThanOrEqual(marginMs + now.atMs - before.atMs);
  }

  async untilAll(condition: (viewer: HeadlessViewer) => boolean): Promise<void> {
    const viewers = [this.host, ...this.members.map(({ player }) => player)];
    await Promise.all(viewers.map((viewer) => viewer.until(condition)));
  }

  /** Does what the present phase still lacks, then goes on to the next one. */
  async goOn(): Promise<void> {
    const { phase, phaseSequence } = await this.host.refresh();
    if (phase === "lobby") await this.fill();
    else await this.#actTogether(this.members, () => undefined);
    if (phase !== "scoring") {
      // The class may have been ready, and the phase over, before the host pressed.
      const pressed = await this.host.send("phase:next", { phaseSequence });
      if (!pressed.ok) expect(pressed.refusal).toBe("stale");
    }
    await this.untilAll(({ view }) => view.phaseSequence > phaseSequence);
  }

  /** The errors of every upload that counted, counted anew from the revealed rule. */
  expectScores(): void {
    const { player: any } = this.members[0] ?? expect.fail("nobody plays");
    const rule = any.view.reveal?.rule ?? expect.fail("no rule");
    const wrong = Array.from(
      { length: distinctPredictions },
      (_, salt) => countWrong(any, rule, fixedPredictions(salt, 10_000)) / 10_000,
    );
    for (const { index, player } of this.members) {
      const errors = player.player.score?.errors ?? [];
      const expected = replicas.map((replica) => wrong[saltOf(index, replica)]);
      if (index === 0) expect(errors.slice(0, leftOut)).toEqual(expected.slice(0, leftOut));
      else expect(errors).toEqual(expected);
    }
  }

  close(): void {
    for (const viewer of [this.host, ...this.members.map(({ player }) => player)]) viewer.close();
  }

  async #actTogether(members: readonly Member[], acknowledged: () => void): Promise<void> {
    await Promise.all(
      members.map((member) => this.#actAlone(member, acknowledged).catch(() => "the server is dead")),
    );
  }

  async #joinTogether(acknowledged: () => void): Promise<void> {
    const names = Array.from({ length: this.size }, (_, index) => `Student ${index + 1}`);
    await Promise.all(names.map((name) => this.#join(name, acknowledged).catch(() => "the server is dead")));
  }

  async #join(name: string, acknowledged: () => void): Promise<void> {
    const jar = new CookieJar();
    const joined = await post(this.url, jar, "join", { joinCode: this.joinCode, name });
    if (!joined.ok) throw new Error(joined.refusal);
    const player = new HeadlessViewer(this.url, jar, this.joinCode, "player");
    const index = this.members.length;
    const nothing = { lastSent: 0, lastAcknowledged: 0, uploaded: new Set<number>() };
    const done = { hasCommitted: false, hasPredicted: false, hasAnswered: false };
    this.members.push({ index, jar, player, ...nothing, ...done });
    acknowledged();
  }

  async #actAlone(member: Member, acknowledged: () => void): Promise<void> {
    const { player } = member;
    const { phase } = player.view;
    if (phase === "briefing" || phase === "exploring") await castBallots(member, acknowledged);
    if (phase === "exploring") await commit(member, acknowledged);
    if (phase === "racing") await this.#upload(member, acknowledged);
    if (phase === "reveal") await predict(member, acknowledged);
    if (phase === "debrief") await answerDebrief(member, acknowledged);
  }

  async #upload({ index, jar, player, uploaded }: Member, acknowledged: () => void): Promise<void> {
    for (const replica of replicas) {
      if (uploaded.has(replica) || (index === 0 && replica === leftOut)) continue;
      const predictions = fixedPredictions(saltOf(index, replica), 10_000);
      const body = uploadOf(player, replica, { step: 9, trainingError: 0.5, predictions });
      const answer = await post(this.url, jar, "uploadPredictions", body);
      if (!answer.ok) throw new Error(answer.refusal);
      uploaded.add(replica);
      acknowledged();
    }
  }

  #expectMemberKept(member: Member): void {
    const { player, index, uploaded } = member;
    const { teamRound, figurePrediction, debriefAnswer } = player.player;
    if (teamRound === null) return;
    const stored = numberOf(teamRound.lastBallot);
    expect(stored).toBeGreaterThanOrEqual(member.lastAcknowledged);
    expect(stored).toBeLessThanOrEqual(member.lastSent);
    if (member.hasCommitted)
      expect(teamRound.commitment).toEqual({ design: quickDesign, isAutomatic: false });
    const counted = teamRound.replicas.map(({ replicaIndex }) => replicaIndex);
    expect(counted).toEqual(expect.arrayContaining([...uploaded]));
    if (member.hasPredicted) expect(figurePrediction).toEqual(predictionOf(player, index));
    if (member.hasAnswered) expect(debriefAnswer).toEqual(debriefOf(index));
  }
}

function saltOf(index: number, replica: number): number {
  return (index * replicas.length + replica) % distinctPredictions;
}

/** A number from 0 to 2549 as belief, so that the stored ballot tells which command it came from. */
function ballotOf(number: number, viewer: HeadlessViewer): Ballot {
  const low = number % 51;
  const high = Math.floor(number / 51) % 50;
  const percents = [low, high, 100 - low - high];
  return sureBallot(viewer).map((entry, index) => ({ ...entry, percent: percents[index] ?? 0 }));
}

function numberOf(ballot: Ballot | null): number {
  return ballot === null ? 0 : (ballot[0]?.percent ?? 0) + 51 * (ballot[1]?.percent ?? 0);
}

const ballotsPerPhase = 4;

async function castBallots(member: Member, acknowledged: () => void): Promise<void> {
  const { player } = member;
  for (let count = 0; count < ballotsPerPhase; count += 1) {
    member.lastSent += 1;
    const number = member.lastSent;
    const { phaseSequence } = player.view;
    const answer = await player.send("ballot:cast", { phaseSequence, ballot: ballotOf(number, player) });
    if (!answer.ok) throw new Error(answer.refusal);
    member.lastAcknowledged = number;
    acknowledged();
  }
}

async function commit(member: Member, acknowledged: () => void): Promise<void> {
  const { phaseSequence } = member.player.view;
  const answer = await member.player.send("design:commit", { phaseSequence, design: quickDesign });
  if (!answer.ok && answer.refusal !== "already-committed") throw new Error(answer.refusal);
  member.hasCommitted = true;
  acknowledged();
}

function predictionOf(player: HeadlessViewer, index: number): number[] {
  const depths = player.view.round?.deck.designGrid.depths ?? [];
  return depths.map((_, place) => ((index + place) % 10) / 20);
}

async function predict(member: Member, acknowledged: () => void): Promise<void> {
  const { player, index } = member;
  const { phaseSequence } = player.view;
  const answer = await player.send("figure:predict", { phaseSequence, errors: predictionOf(player, index) });
  if (!answer.ok && answer.refusal !== "already-predicted") throw new Error(answer.refusal);
  member.hasPredicted = true;
  acknowledged();
}

function debriefOf(index: number) {
  return {
    observation: index % 2 === 0 ? ("deeper-better" as const) : ("unclear" as const),
    evidence: `line ${index}`,
  };
}

async function answerDebrief(member: Member, acknowledged: () => void): Promise<void> {
  const { phaseSequence } = member.player.view;
  const answer = await member.player.send("debrief:answer", { phaseSequence, ...debriefOf(member.index) });
  if (!answer.ok) throw new Error(answer.refusal);
  member.hasAnswered = true;
  acknowledged();
}
