"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/app/_ui/Button";
import { TextField } from "@/app/_ui/TextField";
import type { TeamView } from "@/core/game/view";
import { RefusalNotice } from "../_player/RefusalNotice";
import { useCommand } from "../_player/use-command";

/** For the captain: a name beside the team's number, behind a button until it is wanted. */
export function TeamNameForm({ team }: { readonly team: TeamView }) {
  const translate = useTranslations("play.lobby");
  const { run, refusal, isBusy } = useCommand();
  const [name, setName] = useState<string | null>(null);
  if (name === null) {
    return (
      <Button variant="quiet" className="-ml-2 text-small" onClick={() => setName(team.name ?? "")}>
        {translate(team.name === null ? "nameTeam" : "renameTeam")}
      </Button>
    );
  }

  async function save(event: FormEvent) {
    event.preventDefault();
    if (isBusy || name === null) return;
    const answer = await run("team:name", { name: name.trim() === "" ? null : name });
    if (answer.ok) setName(null);
  }

  const fault =
    refusal === "name-taken" ? "teamNameTaken" : refusal === "name-empty" ? "teamNameEmpty" : null;
  return (
    <form onSubmit={save} noValidate className="flex flex-col gap-s2 py-s2">
      <TextField
        label={translate("teamName")}
        hint={translate("teamNameHint")}
        value={name}
        maxLength={60}
        autoComplete="off"
        error={fault && translate(fault)}
        onChange={(event) => setName(event.target.value)}
      />
      {fault === null && <RefusalNotice refusal={refusal} />}
      <div className="flex flex-wrap gap-s2">
        <Button type="submit" aria-disabled={isBusy}>
          {translate("saveTeamName")}
        </Button>
        <Button variant="quiet" onClick={() => setName(null)}>
          {translate("cancelTeamName")}
        </Button>
      </div>
    </form>
  );
}
