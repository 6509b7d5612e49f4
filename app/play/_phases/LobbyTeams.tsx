"use client";

import { useTranslations } from "next-intl";
import { BotText } from "@/app/_ui/BotTeams";
import { Button } from "@/app/_ui/Button";
import { Stamp } from "@/app/_ui/Stamp";
import { TeamName } from "@/app/_ui/TeamName";
import type { SeatView, SharedView, TeamView } from "@/core/game/view";
import { ownTeam, type PhaseProps } from "../_player/phase-props";
import { RefusalNotice } from "../_player/RefusalNotice";
import { useCommand } from "../_player/use-command";
import { TeamNameForm } from "./TeamNameForm";

/** Who sits in the own team and how it decides; the other teams, where players choose their team themselves. */
export function LobbyTeams(props: PhaseProps) {
  const { shared, own } = props;
  const translate = useTranslations("play.lobby");
  const team = ownTeam(props);
  return (
    <>
      {team !== null && <OwnTeam team={team} shared={shared} own={own} />}
      {shared.teamMode === "self-chosen" ? (
        <OtherTeams {...props} />
      ) : (
        <p className="border-t rule-faint pt-s3 text-ink-2">{translate(`teamMode.${shared.teamMode}`)}</p>
      )}
    </>
  );
}

function OwnTeam({ team, own, shared }: PhaseProps & { readonly team: TeamView }) {
  const translate = useTranslations("play.lobby");
  const { run, refusal, isBusy } = useCommand();
  const isCaptain = team.captainSeatId === own.seatId;
  const hasCaptain = shared.commitBy === "captain";
  const freePlaces = Math.max(0, shared.seatsPerTeam - team.seats.length);
  return (
    <section className="border-t rule-ink pt-s3">
      <h2>{translate("yourTeam")}</h2>
      <RefusalNotice refusal={refusal} />
      {isCaptain && <TeamNameForm team={team} />}
      <ul className="mt-s1">
        {team.seats.map((seat) => (
          <li key={seat.seatId} className="flex min-h-11 items-center gap-s3 border-b rule-faint">
            <p className="min-w-0 flex-1 py-s1 leading-snug">
              <SeatName seat={seat} ownSeatId={own.seatId} ownName={own.name} />
              <SeatMarks seat={seat} isCaptain={hasCaptain && team.captainSeatId === seat.seatId} />
            </p>
            {hasCaptain && isCaptain && seat.seatId !== own.seatId && (
              <Button
                variant="quiet"
                className="text-small"
                aria-disabled={isBusy}
                onClick={() => void run("captain:hand-over", { seatId: seat.seatId })}
              >
                {translate("makeCaptain")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <p className="mt-s2 text-small leading-snug text-ink-2">
        {freePlaces > 0 && translate("free", { count: freePlaces })}{" "}
        {team.seats.length > 1 && translate(`commitBy.${shared.commitBy}`)}
      </p>
    </section>
  );
}

function SeatName(props: { readonly seat: SeatView; readonly ownSeatId: string; readonly ownName: string }) {
  const { seat, ownSeatId, ownName } = props;
  const translate = useTranslations("play.lobby");
  if (seat.seatId === ownSeatId) return <b className="font-medium">{translate("you", { name: ownName })}</b>;
  const name = seat.name === "" ? translate("teammate") : seat.name;
  if (seat.presence === "online") return name;
  return <span className="text-ink-3">{translate("away", { name })}</span>;
}

/** What is special about a seat: captain, or a device that cannot train. */
function SeatMarks({ seat, isCaptain }: { readonly seat: SeatView; readonly isCaptain: boolean }) {
  const translate = useTranslations("play.lobby");
  if (!isCaptain && !seat.isAdvisor) return null;
  return (
    <span className="block text-small text-ink-2">
      {[isCaptain ? translate("captain") : null, seat.isAdvisor ? translate("advisor") : null]
        .filter((mark) => mark !== null)
        .join(", ")}
    </span>
  );
}

function OtherTeams(props: PhaseProps) {
  const { shared, own } = props;
  const translate = useTranslations("play.lobby");
  const { run, refusal, isBusy } = useCommand();
  const team = ownTeam(props);
  const others = shared.teams.filter((other) => other.teamId !== own.teamId && other.seats.length > 0);
  const isAlone = team !== null && team.seats.length === 1;

  return (
    <section className="border-t rule-ink pt-s3">
      <h2>{translate("otherTeams")}</h2>
      <RefusalNotice refusal={refusal} />
      <ul className="mt-s2">
        {others.map((other) => (
          <li key={other.teamId} className="flex items-center gap-s3 border-b rule-faint py-s2">
            <Stamp teamNumber={other.teamNumber} />
            <TeamWords team={other} shared={shared} />
            {isBots(other) ? null : other.seats.length >= shared.seatsPerTeam ? (
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
        ))}
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

/** Its names; while the host hides names, how many there are. */
function TeamWords({ team, shared }: { readonly team: TeamView; readonly shared: SharedView }) {
  const translate = useTranslations("play.lobby");
  return (
    <div className="min-w-0 flex-1 leading-snug">
      <TeamName teamNumber={team.teamNumber} withKanji />
      {team.name !== null && <span className="block truncate">{team.name}</span>}
      {isBots(team) ? (
        <BotText teamNumber={team.teamNumber} />
      ) : (
        <span className="block truncate text-small text-ink-2">
          {shared.areNamesHidden
            ? translate("seatCount", { count: team.seats.length })
            : team.seats.map((seat) => seat.name).join(", ")}
        </span>
      )}
    </div>
  );
}

function isBots(team: TeamView): boolean {
  return team.seats.some((seat) => seat.bot !== null);
}
