"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Notice } from "@/app/_ui/Notice";
import { useTeamNameText } from "@/app/_ui/TeamName";
import { InsecureNotice } from "@/app/host/InsecureNotice";
import { isOnlyHere } from "@/app/screen/_frame/join-address";
import type { Phase } from "@/core/game/phase";
import type { SharedView } from "@/core/game/view";
import { useHostCommands } from "./HostCommands";
import { awayTeams } from "./next-step";

/** Phases that end early when every present team is ready. */
const waitingPhases: readonly Phase[] = ["briefing", "exploring", "racing"];

/** What the host should know now: refused commands, teams that are all away, an address that nobody can open. */
export function ConsoleNotices({ shared, joinOrigin }: { shared: SharedView; joinOrigin: string }) {
  const translate = useTranslations("host");
  const translateRefusal = useTranslations("refusal");
  const format = useFormatter();
  const nameText = useTeamNameText();
  const { refusal } = useHostCommands();
  const away = waitingPhases.includes(shared.phase) ? awayTeams(shared.teams) : [];
  return (
    <div className="mt-s4 grid gap-s3 empty:hidden">
      {refusal !== null && <Notice kind="refusal">{translateRefusal(refusal)}</Notice>}
      {away.length > 0 && (
        <Notice kind="waiting">
          {translate("teamsAway", {
            count: away.length,
            teams: format.list(away.map((team) => nameText(team.teamNumber))),
          })}
        </Notice>
      )}
      {shared.phase === "lobby" && isOnlyHere(joinOrigin) && (
        <Notice title={translate("onlyHereTitle")}>{translate("onlyHereText")}</Notice>
      )}
      {shared.phase === "lobby" && <InsecureNotice joinOrigin={joinOrigin} />}
    </div>
  );
}
