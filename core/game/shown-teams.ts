import { lessonTotals } from "@/core/scoring/lesson-totals";
import type { TeamId } from "./identifiers";
import { figureView, isRevealed } from "./reveal-view";
import { entryOfTeam } from "./seat-index";
import { currentRound, type SessionState, type TeamRound } from "./session-state";
import { seatsOf } from "./team-places";
import { findTeamRound } from "./update-round";
import type { FigureRun, FigureView, LessonTotalView, RevealView, Viewer } from "./view";

/** Rows of every list of teams that a player gets; what is the player's own comes with the own view. */
export const mostPlayerTeams = 20;
/** Rows that a projector gets: a class of the usual size, and more than can be read from the last row. */
export const mostScreenTeams = 60;

type Row = { readonly teamId: TeamId; readonly teamNumber: number };

/** The first teams by rank, then by number, listed by number. */
export function firstTeams<Team extends Row>(
  teams: readonly Team[],
  totals: readonly LessonTotalView[],
  most = mostPlayerTeams,
): Team[] {
  if (teams.length <= most) return [...teams];
  const rank = (team: Team) => entryOfTeam(totals, team.teamId)?.rank ?? Number.POSITIVE_INFINITY;
  const byNumber = (left: Team, right: Team) => left.teamNumber - right.teamNumber;
  const ranked = [...teams].sort((left, right) =>
    rank(left) === rank(right) ? byNumber(left, right) : rank(left) - rank(right),
  );
  return ranked.slice(0, most).sort(byNumber);
}

const shownOf = new WeakMap<SessionState, Map<Viewer["role"], ReadonlySet<TeamId>>>();

/** Ids of the teams that viewers of a role are shown, by number: those that have a seat or play, for hosts all. */
export function shownTeams(state: SessionState, role: Viewer["role"]): ReadonlySet<TeamId> {
  const byRole = shownOf.get(state) ?? new Map<Viewer["role"], ReadonlySet<TeamId>>();
  shownOf.set(state, byRole);
  const known = byRole.get(role);
  if (known !== undefined) return known;
  const teams = state.teams.filter(
    ({ teamId }) => seatsOf(state, teamId).length > 0 || findTeamRound(state, teamId) !== null,
  );
  const most = role === "player" ? mostPlayerTeams : role === "projector" ? mostScreenTeams : teams.length;
  const shown = new Set(firstTeams(teams, totalsOf(state), most).map(({ teamId }) => teamId));
  byRole.set(role, shown);
  return shown;
}

const knownTotals = new WeakMap<SessionState["rounds"], readonly LessonTotalView[]>();

/** Every team's points over the scored rounds, best first; made once per change of a round. */
export function totalsOf(state: SessionState): readonly LessonTotalView[] {
  const known = knownTotals.get(state.rounds);
  if (known !== undefined) return known;
  const scored = state.rounds.filter((round) => !round.isVoid && round.scores !== null);
  const byId = new Map(state.teams.map((team) => [team.teamId as string, team.teamId]));
  const totals = lessonTotals(scored.map((round) => round.scores?.teams ?? [])).flatMap((total) => {
    const teamId = byId.get(total.teamId);
    return teamId === undefined ? [] : [{ ...total, teamId }];
  });
  knownTotals.set(state.rounds, totals);
  return totals;
}

/** Rows of shown teams only; the same list where all are shown. */
export function rowsOf<Entry extends { readonly teamId: TeamId }>(
  rows: readonly Entry[],
  shown: ReadonlySet<TeamId>,
): Entry[] {
  return rows.filter(({ teamId }) => shown.has(teamId));
}

/** The reveal with the points of shown teams only. */
export function revealOf(reveal: RevealView | null, shown: ReadonlySet<TeamId>): RevealView | null {
  if (reveal === null || reveal.scores === null) return reveal;
  return { ...reveal, scores: rowsOf(reveal.scores, shown) };
}

interface Figure {
  readonly whole: FigureView;
  readonly byTeam: ReadonlyMap<TeamId, readonly FigureRun[]>;
  /** By shown teams, so that equal figures of many viewers are one object. */
  readonly parts: Map<string, FigureView>;
}

const figures = new WeakMap<readonly TeamRound[], Figure>();

/** The class scatter with the marks of some teams; null while the task is hidden. */
export function figureOf(state: SessionState, shown: Iterable<TeamId>): FigureView | null {
  const round = currentRound(state);
  if (round === null || !isRevealed(state)) return null;
  const figure = figures.get(round.teams) ?? makeFigure(state);
  if (figure === null) return null;
  figures.set(round.teams, figure);
  const teamIds = [...shown];
  const key = teamIds.join();
  const known = figure.parts.get(key);
  if (known !== undefined) return known;
  const part = { ...figure.whole, runs: teamIds.flatMap((teamId) => figure.byTeam.get(teamId) ?? []) };
  figure.parts.set(key, part);
  return part;
}

function makeFigure(state: SessionState): Figure | null {
  const whole = figureView(state);
  if (whole === null) return null;
  const byTeam = new Map<TeamId, FigureRun[]>();
  for (const run of whole.runs) byTeam.set(run.teamId, [...(byTeam.get(run.teamId) ?? []), run]);
  return { whole, byTeam, parts: new Map() };
}
