"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/app/_ui/Button";
import { Dialog } from "@/app/_ui/Dialog";
import { TextField } from "@/app/_ui/TextField";
import { SelectField } from "@/app/host/SelectField";
import { longestName } from "@/core/game/clean-name";
import type { TeamId } from "@/core/game/identifiers";
import type { Refusal } from "@/core/game/refusal";
import type { SharedView, TeamView } from "@/core/game/view";
import { useHostCommands } from "./HostCommands";
import { useHostView } from "./HostViewProvider";
import { givenTeamName, mayChangeTeams, mayReopen, teamsWithRoomFor } from "./host-class";
import { useTeamTitle } from "./use-team-title";

type Props = { shared: SharedView; teamId: TeamId | null; onClose: () => void };

/** What a host can do with one team: name it, give its design back, put it into another one. */
export function TeamDialog({ shared, teamId, onClose }: Props) {
  const own = useHostView();
  const teamTitle = useTeamTitle(shared, own);
  const team = shared.teams.find((other) => other.teamId === teamId) ?? null;
  return (
    <Dialog open={team !== null} onClose={onClose} title={team === null ? null : teamTitle(team.teamId)}>
      {team !== null && (
        <div className="grid gap-s4">
          <RenamePart key={`name-${team.teamId}`} team={team} />
          <ReopenPart team={team} shared={shared} onClose={onClose} />
          <MergePart key={`merge-${team.teamId}`} team={team} shared={shared} onClose={onClose} />
        </div>
      )}
    </Dialog>
  );
}

function RenamePart({ team }: { team: TeamView }) {
  const translate = useTranslations("host");
  const translateRefusal = useTranslations("refusal");
  const { run } = useHostCommands();
  const present = givenTeamName(useHostView(), team.teamId);
  const [name, setName] = useState(present ?? "");
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  async function handleSubmit(event: FormEvent) {
    event.preventDefault();
    const given = name.trim() === "" ? null : name;
    const answer = await run("team:rename", { teamId: team.teamId, name: given });
    setRefusal(answer.ok ? null : answer.refusal);
  }

  return (
    <form onSubmit={handleSubmit} className="grid gap-s2">
      <TextField
        label={translate("teamNameLabel")}
        hint={translate("teamNameHint")}
        value={name}
        maxLength={longestName}
        autoComplete="off"
        error={refusal !== null && translateRefusal(refusal)}
        onChange={(event) => setName(event.target.value)}
      />
      <p className="flex flex-wrap items-center gap-s3">
        <Button type="submit" disabled={name.trim() === (present ?? "")}>
          {translate("rename")}
        </Button>
      </p>
    </form>
  );
}

type PartProps = { team: TeamView; shared: SharedView; onClose: () => void };

function ReopenPart({ team, shared, onClose }: PartProps) {
  const translate = useTranslations("host");
  const { run, ask } = useHostCommands();
  if (!mayReopen(shared.phase, team)) return null;
  const { phaseSequence } = shared;
  const { teamId } = team;
  return (
    <div className="border-t rule-faint pt-s3">
      <p className="mb-s2">{translate("reopenTeamText")}</p>
      <Button
        onClick={() => {
          onClose();
          ask({
            title: translate("reopenTeamTitle"),
            text: translate(shared.phase === "racing" ? "reopenTeamRacing" : "reopenTeamExploring"),
            confirm: translate("reopenTeam"),
            onConfirm: () => void run("team:reopen", { phaseSequence, teamId }),
          });
        }}
      >
        {translate("reopenTeam")} …
      </Button>
    </div>
  );
}

function MergePart({ team, shared, onClose }: PartProps) {
  const translate = useTranslations("host");
  const { run, ask } = useHostCommands();
  const teamTitle = useTeamTitle(shared, useHostView());
  const targets = teamsWithRoomFor(shared, team.seats.length, team.teamId);
  const [chosenId, setChosenId] = useState<TeamId | null>(null);
  const target = targets.find((other) => other.teamId === chosenId) ?? targets[0];
  if (!mayChangeTeams(shared.phase)) {
    return <p className="border-t rule-faint pt-s3 text-ink-2">{translate("teamsAreFixed")}</p>;
  }
  if (target === undefined) {
    return <p className="border-t rule-faint pt-s3 text-ink-2">{translate("noTeamHasRoom")}</p>;
  }
  return (
    <div className="grid gap-s2 border-t rule-faint pt-s3">
      <SelectField
        label={translate("mergeInto")}
        value={target.teamId}
        options={targets.map(({ teamId }) => ({ value: teamId, label: teamTitle(teamId) }))}
        onChange={(value) => setChosenId(targets.find(({ teamId }) => teamId === value)?.teamId ?? null)}
      />
      <p>
        <Button
          onClick={() => {
            onClose();
            ask({
              title: translate("mergeTitle", {
                from: teamTitle(team.teamId),
                into: teamTitle(target.teamId),
              }),
              text: translate("mergeText"),
              confirm: translate("merge"),
              onConfirm: () =>
                void run("teams:merge", { fromTeamId: team.teamId, intoTeamId: target.teamId }),
            });
          }}
        >
          {translate("merge")} …
        </Button>
      </p>
    </div>
  );
}
