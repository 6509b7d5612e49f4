"use client";

import { useTeamNameText } from "@/app/_ui/TeamName";
import type { HostOwnView } from "@/core/game/host-view-schema";
import type { TeamId } from "@/core/game/identifiers";
import type { SharedView } from "@/core/game/view";
import { givenTeamName } from "./host-class";

/** A team in one line: its colour's name, and what the host has called it. */
export function useTeamTitle(shared: SharedView, own: HostOwnView): (teamId: TeamId) => string {
  const nameText = useTeamNameText();
  return (teamId) => {
    const team = shared.teams.find((other) => other.teamId === teamId);
    const given = givenTeamName(own, teamId);
    const name = team === undefined ? "" : nameText(team.teamNumber);
    return given === null ? name : `${name} (${given})`;
  };
}
