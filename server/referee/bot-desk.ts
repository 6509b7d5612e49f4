import type { BotDecision, BotName } from "@/core/bots/bot";
import { botStrategy } from "@/core/bots/bot-strategy";
import { clueOutcome } from "@/core/clues/clue-outcome";
import { cluePrice } from "@/core/clues/clue-price";
import type { ActionOf } from "@/core/game/action";
import { ballotOfBelief } from "@/core/game/ballot-of-belief";
import type { SeatId, TeamId } from "@/core/game/identifiers";
import { openSecret } from "@/core/game/open-secret";
import { creditBudget, pilotCost } from "@/core/game/pilot-cost";
import { activeSeats, currentRound, type Round, type SessionState } from "@/core/game/session-state";
import { pilotReplicaCount } from "@/core/game/sweep";
import { uniformBallot } from "@/core/game/uniform-ballot";
import { findTeamRound } from "@/core/game/update-round";
import { mean } from "@/core/numerics/statistics";
import type { Deck } from "@/core/tasks/deck";
import { findDeck } from "@/core/tasks/decks";
import type { Log } from "@/server/log";
import type { RandomSource } from "@/server/sessions/random-source";
import type { SessionRunner } from "@/server/sessions/session-runner";
import { attemptName, isCurrent } from "./attempt";
import type { ClueDesk } from "./clue-desk";
import { deckKnowledge } from "./deck-knowledge";

/** How long a bot waits for the scores of the predictors before it looks again. */
const lookAgainMs = 500;
/** So long before the end of exploring a bot plays whatever it knows by then. */
const lastMomentMs = 2_000;

interface BotSeat {
  readonly seatId: SeatId;
  readonly teamId: TeamId;
  readonly bot: BotName;
}

/**
 * Plays the bots' seats by the same actions as a team's devices. Clues are answered from the hidden rule as for
 * everybody; a pilot's errors are those that the bank measured for such a pilot on other instances of the same preset,
 * which is why none are reported: it is charged, and has no marks in the class's figures.
 */
export class BotDesk {
  readonly #clueDesk: ClueDesk;
  readonly #random: RandomSource;
  readonly #now: () => number;
  readonly #log: Log;
  readonly #begun = new Set<string>();
  readonly #timers = new Map<string, NodeJS.Timeout>();

  constructor(parts: { clueDesk: ClueDesk; random: RandomSource; now: () => number; log: Log }) {
    this.#now = parts.now;
    this.#clueDesk = parts.clueDesk;
    this.#random = parts.random;
    this.#log = parts.log;
  }

  /** Does what the bots of a session have to do now. */
  attend(runner: SessionRunner, round: Round): void {
    const { state } = runner;
    if (state.pausedAtMs !== null) return;
    for (const seat of botSeatsOf(state)) {
      const team = findTeamRound(state, seat.teamId);
      if (team === null || team.commitment !== null) continue;
      const name = `${attemptName(state, round)}/${seat.seatId}/${state.phaseSequence}`;
      if (this.#begun.has(name)) continue;
      if (!this.#isTime(state, round)) {
        this.#lookAgain(runner, round);
        return;
      }
      this.#begun.add(name);
      this.#act(runner, round, seat).catch((error) => {
        if (isCurrent(runner, round)) this.#log.error({ error }, "a bot could not play");
      });
    }
  }

  forget(sessionId: string): void {
    for (const name of this.#begun) if (name.startsWith(`${sessionId}/`)) this.#begun.delete(name);
  }

  close(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  /**
   * A bot's clues depend on the rule, so that what it spends would tell something of it: it plays when the students have
   * committed, and in any case before the time is up.
   */
  #isTime(state: SessionState, round: Round): boolean {
    if (state.phase === "briefing") return true;
    if (state.deadlineAtMs !== null && state.deadlineAtMs - this.#now() < lastMomentMs) return true;
    const students = new Set(
      activeSeats(state).flatMap(({ bot, teamId }) => (bot === null && teamId !== null ? [teamId] : [])),
    );
    const haveCommitted = round.teams.every((team) => !students.has(team.teamId) || team.commitment !== null);
    return haveCommitted && this.#clueDesk.isReady(state, round);
  }

  #lookAgain(runner: SessionRunner, round: Round): void {
    const name = attemptName(runner.state, round);
    if (this.#timers.has(name)) return;
    const look = () => {
      this.#timers.delete(name);
      const current = currentRound(runner.state);
      if (current !== null && isCurrent(runner, round)) this.attend(runner, current);
    };
    this.#timers.set(name, setTimeout(look, lookAgainMs).unref());
  }

  async #act(runner: SessionRunner, round: Round, seat: BotSeat): Promise<void> {
    const deck = findDeck(round.deckId);
    if (deck === null || deck.isAnnounced) return;
    const { state } = runner;
    const { seatId } = seat;
    const { phaseSequence } = state;
    if (state.phase === "briefing") {
      const ballot = uniformBallot(deck.hypotheses);
      await runner.submit({ type: "ballot:cast", seatId, phaseSequence, ballot });
    }
    if (state.phase !== "exploring") return;
    const { decision, clues, pilots } = this.#decide(state, round, deck, seat.bot);
    const ballot = ballotOfBelief(deck.hypotheses, decision.belief);
    const { design } = decision;
    await runner.submit({ type: "bot:played", seatId, phaseSequence, clues, pilots, ballot, design });
  }

  #decide(
    state: SessionState,
    round: Round,
    deck: Deck,
    bot: BotName,
  ): { decision: BotDecision } & Pick<ActionOf<"bot:played">, "clues" | "pilots"> {
    const knowledge = deckKnowledge(deck);
    const { presetId } = openSecret(round.secret);
    const presetIndex = knowledge.table.presets.findIndex(({ preset }) => preset.presetId === presetId);
    const clues: ActionOf<"bot:played">["clues"] = [];
    const pilots: ActionOf<"bot:played">["pilots"] = [];
    let creditsLeft = creditBudget;
    const uniform = () => this.#random.pick(2 ** 32) / 2 ** 32;
    const decision = botStrategy(
      bot,
      knowledge,
      presetIndex,
    )({
      deck,
      uniform,
      creditsLeft: () => creditsLeft,
      buyClue: (clue) => {
        const price = cluePrice(deck, clue);
        const answer =
          price > creditsLeft
            ? null
            : this.#clueDesk.answerAfter(
                state,
                clue,
                clues.map((bought) => bought.clue),
              );
        if (answer === null) return null;
        creditsLeft -= price;
        clues.push({ clue, answer });
        return clueOutcome(answer);
      },
      runPilot: (design) => {
        const price = pilotCost({ design, sweep: null }, deck);
        const measured = knowledge.pilots.errorsOf(presetIndex, design);
        if (measured === null || price > creditsLeft) return null;
        creditsLeft -= price;
        const errors = Array.from(
          { length: pilotReplicaCount },
          () => measured[this.#random.pick(measured.length)] as number,
        );
        pilots.push({ pilotId: this.#random.pilotId(), design, runSeed: this.#random.seed("pilot") });
        return mean(errors);
      },
    });
    return { decision, clues, pilots };
  }
}

/** The seats that the server plays. */
function botSeatsOf(state: SessionState): BotSeat[] {
  return activeSeats(state).flatMap(({ seatId, teamId, bot }) =>
    bot === null || teamId === null ? [] : [{ seatId, teamId, bot }],
  );
}

/** Teams of the present round that the server plays. */
export function botTeamIdsOf(state: SessionState): ReadonlySet<TeamId> {
  const playing = new Set(currentRound(state)?.teams.map((team) => team.teamId));
  return new Set(botSeatsOf(state).flatMap(({ teamId }) => (playing.has(teamId) ? [teamId] : [])));
}
