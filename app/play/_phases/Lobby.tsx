"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/Button";
import { Notice } from "@/app/_ui/Notice";
import { Stamp } from "@/app/_ui/Stamp";
import { TeamName } from "@/app/_ui/TeamName";
import type { TeamView } from "@/core/game/view";
import { Column } from "../_player/Column";
import { ownTeam, type PhaseProps } from "../_player/phase-props";
import { RefusalNotice } from "../_player/RefusalNotice";
import { SoloNext } from "../_player/SoloNext";
import { useCommand } from "../_player/use-command";

/** Before the first round: the own team, and other teams to choose. */
export function Lobby({ shared, own }: PhaseProps) {
  const translate = useTranslations("play.lobby");
  const team = ownTeam({ shared, own });
  if (shared.mode === "solo") {
    return (
      <Column>
        <h1 className="text-h2">{translate("soloTitle")}</h1>
        <SoloNext shared={shared} label={translate("soloStart")} />
      </Column>
    );
  }
  return (
    <Column>
      {team !== null && <OwnTeam team={team} own={own} shared={shared} />}
      <Notice kind="waiting" title={translate("waitingTitle")}>
        {translate("waitingText")}
      </Notice>
      {shared.seatsPerTeam > 1 && <OtherTeams shared={shared} own={own} />}
    </Column>
  );
}

function OwnTeam({ team, own, shared }: PhaseProps & { readonly team: TeamView }) {
  const translate = useTranslations("play.lobby");
  const others = team.seats.filter((seat) => seat.seatId !== own.seatId);
  const freePlaces = Math.max(0, shared.seatsPerTeam - team.seats.length);
  return (
    <section className="flex items-center gap-s4">
      <Stamp teamNumber={team.teamNumber} size="88px" />
      <div className="min-w-0">
        <h1 className="text-h2">
          <TeamName teamNumber={team.teamNumber} withKanji />
        </h1>
        <p className="leading-snug">
          {translate("you", { name: own.name })}
          {others.map((seat) => (
            <span key={seat.seatId} className={seat.presence === "online" ? "block" : "block text-ink-3"}>
              {seat.presence === "online" ? seat.name : translate("away", { name: seat.name })}
            </span>
          ))}
        </p>
        {freePlaces > 0 && (
          <p className="text-small text-ink-2">{translate("free", { count: freePlaces })}</p>
        )}
      </div>
    </section>
  );
}

function OtherTeams({ shared, own }: PhaseProps) {
  const translate = useTranslations("play.lobby");
  const { run, refusal, isBusy } = useCommand();
  const team = ownTeam({ shared, own });
  const others = shared.teams.filter((other) => other.teamId !== own.teamId && other.seats.length > 0);
  const isAlone = team !== null && team.seats.length === 1;

  return (
    <section className="border-t rule-ink pt-s3">
      <h2>{translate("otherTeams")}</h2>
      <RefusalNotice refusal={refusal} />
      <ul className="mt-s2">
        {others.map((other) => {
          const isFull = other.seats.length >= shared.seatsPerTeam;
          return (
            <li key={other.teamId} className="flex items-center gap-s3 border-b rule-faint py-s2">
              <Stamp teamNumber={other.teamNumber} />
              <div className="min-w-0 flex-1 leading-snug">
                <TeamName teamNumber={other.teamNumber} withKanji />
                <span className="block truncate text-small text-ink-2">
                  {other.seats.map((seat) => seat.name).join(", ")}
                </span>
              </div>
              {isFull ? (
                <span className="text-ink-2">{translate("full")}</span>
              ) : (
                <Button
                  aria-disabled={isBusy}
                  onClick={() => void run("team:choose", { teamId: other.teamId })}
                >
                  {translate("change")}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {!isAlone && (
        <Button
          variant="quiet"
          className="mt-s2 -ml-2"
          aria-disabled={isBusy}
          onClick={() => void run("team:choose", { teamId: null })}
        >
          {translate("newTeam")}
        </Button>
      )}
      {isAlone && others.length === 0 && <p className="mt-s2 text-ink-2">{translate("noOthers")}</p>}
    </section>
  );
}
