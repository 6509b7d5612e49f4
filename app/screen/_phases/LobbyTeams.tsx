"use client";

import { useTranslations } from "next-intl";
import { BotText } from "@/app/_ui/BotTeams";
import { Stamp } from "@/app/_ui/Stamp";
import { TeamName } from "@/app/_ui/TeamName";
import { CountedMarks } from "@/app/screen/_frame/CountedMarks";
import { emptyTeamNumbers } from "@/app/screen/_frame/empty-team-numbers";
import { useNewSeats } from "@/app/screen/_frame/use-new-seats";
import type { SeatId } from "@/core/game/identifiers";
import type { SharedView, TeamView } from "@/core/game/view";

const largeCardTeams = 6;
const namedTeams = 12;
const mostCards = 24;

/** Teams with their members; the more teams there are, the less is said of each. */
export function LobbyTeams({ shared }: { shared: SharedView }) {
  const translate = useTranslations("screen");
  const { teams, seatsPerTeam, classSize } = shared;
  const newSeats = useNewSeats(teams);
  const empty = emptyTeamNumbers(
    teams.map((team) => team.teamNumber),
    { largest: largeCardTeams, classSize, seatsPerTeam },
  );
  const drawn = teams.length <= mostCards ? teams : teams.slice(0, mostCards - 1);
  const isLarge = teams.length <= largeCardTeams;
  return (
    <ul className="m-0 grid list-none grid-cols-6 gap-y-s4 p-0">
      {drawn.map((team) => (
        <TeamCard
          key={team.teamId}
          team={team}
          seatsPerTeam={seatsPerTeam}
          newSeats={newSeats}
          areNamesHidden={shared.areNamesHidden}
          size={isLarge ? "large" : teams.length <= namedTeams ? "named" : "small"}
        />
      ))}
      {isLarge &&
        empty.map((teamNumber) => (
          <EmptyCard key={teamNumber} teamNumber={teamNumber} seatsPerTeam={seatsPerTeam} />
        ))}
      {drawn.length < teams.length && (
        <li className={`${cardClass} self-center text-lead`}>
          {translate("moreTeams", { count: teams.length - drawn.length })}
        </li>
      )}
    </ul>
  );
}

type CardProps = {
  team: TeamView;
  seatsPerTeam: number;
  newSeats: ReadonlySet<SeatId>;
  areNamesHidden: boolean;
  size: "large" | "named" | "small";
};

const cardClass =
  "min-w-0 border-l rule-faint px-s4 leading-tight [&:nth-child(6n+1)]:border-l-0 [&:nth-child(6n+1)]:pl-0";

function TeamCard({ team, seatsPerTeam, newSeats, areNamesHidden, size }: CardProps) {
  const translate = useTranslations("screen");
  const isBots = team.seats.some((seat) => seat.bot !== null);
  return (
    <li className={cardClass}>
      <div className={size === "large" ? "" : "flex items-center gap-s3"}>
        <Stamp
          teamNumber={team.teamNumber}
          size={size === "large" ? "calc(112 * var(--unit))" : "calc(64 * var(--unit))"}
        />
        <div className="min-w-0">
          <p className={size === "large" ? "mt-s2 text-lead" : "leading-none"}>
            <TeamName teamNumber={team.teamNumber} withKanji={size === "large"} />
          </p>
          {team.name !== null && size !== "small" && (
            <p className="mt-s1 truncate text-small leading-tight">{team.name}</p>
          )}
          {!isBots && (
            <p className="mt-s1 text-small leading-none">
              <CountedMarks filled={team.seats.length} total={seatsPerTeam} />
              <span className="visually-hidden">
                {translate("seatsOfTeam", { taken: team.seats.length, size: seatsPerTeam })}
              </span>
            </p>
          )}
        </div>
      </div>
      {size === "large" && <BotText teamNumber={team.teamNumber} />}
      {size !== "small" && !areNamesHidden && !isBots && (
        <p
          className={`mt-s1 text-small leading-snug text-ink-2 ${size === "named" ? "overflow-hidden text-ellipsis whitespace-nowrap" : ""}`}
        >
          {team.seats.map((seat, index) => (
            <span key={seat.seatId}>
              {index > 0 && ", "}
              <span className={newSeats.has(seat.seatId) ? "bg-signal px-[0.2em] text-on-signal" : ""}>
                {seat.name}
              </span>
            </span>
          ))}
        </p>
      )}
    </li>
  );
}

function EmptyCard({ teamNumber, seatsPerTeam }: { teamNumber: number; seatsPerTeam: number }) {
  const translate = useTranslations("screen");
  return (
    <li className={cardClass}>
      <Stamp teamNumber={teamNumber} size="calc(112 * var(--unit))" hollow />
      <p className="mt-s2 text-lead">
        <TeamName teamNumber={teamNumber} withKanji />
      </p>
      <p className="mt-s1 text-small">
        <CountedMarks filled={0} total={seatsPerTeam} />
      </p>
      <p className="mt-s1 text-small text-ink-2">{translate("waiting")}</p>
    </li>
  );
}
