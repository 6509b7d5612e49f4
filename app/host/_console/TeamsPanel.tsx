"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/Button";
import { BallotModeField, CommitByField, TeamModeField } from "@/app/host/ClassRuleField";
import { limits } from "@/app/host/lesson-draft";
import { NumberField } from "@/app/host/NumberField";
import type { SharedView } from "@/core/game/view";
import { useHostCommands } from "./HostCommands";
import { mayChangeTeams } from "./host-class";

/** How teams come about and decide, in the lobby; how they vote and drawing them anew, between rounds. */
export function TeamsPanel({ shared }: { shared: SharedView }) {
  const translate = useTranslations("host");
  const { run, ask } = useHostCommands();
  const { teamMode, seatsPerTeam, commitBy } = shared;
  const arrange = (changed: Partial<Pick<SharedView, "teamMode" | "seatsPerTeam" | "commitBy">>) =>
    void run("teams:arrange", { teamMode, seatsPerTeam, commitBy, ...changed });
  if (!mayChangeTeams(shared.phase)) return null;
  return (
    <section>
      <h2 className="mb-s1 border-b rule-ink pb-s1">{translate("teams")}</h2>
      {shared.phase === "lobby" && (
        <div className="grid items-start gap-x-s5 md:grid-cols-[minmax(0,0.8fr)_minmax(0,1fr)_minmax(0,1fr)]">
          <NumberField
            label={translate("teamSize")}
            unit={translate("seatsUnit")}
            value={seatsPerTeam}
            {...limits.seatsPerTeam}
            onChange={(value) => {
              if (value !== seatsPerTeam) arrange({ seatsPerTeam: value });
            }}
          />
          {seatsPerTeam > 1 && (
            <TeamModeField value={teamMode} onChange={(value) => arrange({ teamMode: value })} />
          )}
          <CommitByField value={commitBy} onChange={(value) => arrange({ commitBy: value })} />
        </div>
      )}
      <BallotModeField
        value={shared.ballotMode}
        onChange={(value) => void run("ballots:set-mode", { ballotMode: value })}
      />
      {seatsPerTeam > 1 && (
        <div className="mt-s2">
          <Button
            disabled={shared.counts.seats === 0}
            onClick={() =>
              ask({
                title: translate("drawTitle"),
                text: translate("drawText"),
                confirm: translate("draw"),
                onConfirm: () => void run("teams:draw", {}),
              })
            }
          >
            {translate("draw")} …
          </Button>
        </div>
      )}
    </section>
  );
}
