import type { OwnTeamRound, PlayerOwnView, RoundView, SharedView, TeamView } from "@/core/game/view";

/** What the screen of every phase is given. */
export interface PhaseProps {
  readonly shared: SharedView;
  readonly own: PlayerOwnView;
}

/** What the screens of a round are given when the viewer's team plays in it. */
export interface RoundProps extends PhaseProps {
  readonly round: RoundView;
  readonly teamRound: OwnTeamRound;
  readonly team: TeamView;
}

/** The viewer's team, which a long shared list may lack; null before a team is chosen. */
export function ownTeam({ own }: PhaseProps): TeamView | null {
  return own.team;
}

/** The view with the own team in each list: of a large class players get the first teams only. */
export function withOwnTeam({ shared, own }: PhaseProps): SharedView {
  const { team, total } = own;
  if (team === null || shared.teams.some((other) => other.teamId === team.teamId)) return shared;
  return {
    ...shared,
    teams: [...shared.teams, team],
    totals: total === null ? shared.totals : [...shared.totals, total],
    figure: shared.figure === null ? null : (own.figure ?? shared.figure),
  };
}

/** The parts of a round's screen, or null when the viewer's team does not play in it. */
export function roundProps(props: PhaseProps): RoundProps | null {
  const { round } = props.shared;
  const { teamRound } = props.own;
  const team = ownTeam(props);
  return round === null || teamRound === null || team === null ? null : { ...props, round, teamRound, team };
}
