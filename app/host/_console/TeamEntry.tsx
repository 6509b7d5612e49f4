"use client";

import { useTranslations } from "next-intl";
import { useSession } from "@/app/_realtime/SessionProvider";
import { BotText } from "@/app/_ui/BotTeams";
import { Button } from "@/app/_ui/Button";
import { Stamp } from "@/app/_ui/Stamp";
import { TeamName, useTeamNameText } from "@/app/_ui/TeamName";
import type { SeatId, TeamId } from "@/core/game/identifiers";
import { isRoundPhase } from "@/core/game/phase";
import type { Presence, SeatView, SharedView, TeamView } from "@/core/game/view";
import { DeviceClassText } from "./DeviceClassText";
import { useHostView } from "./HostViewProvider";
import { givenTeamName, privateNameOf, seatName } from "./host-class";
import { TeamProgressLine } from "./TeamProgressLine";

type Props = {
  team: TeamView;
  shared: SharedView;
  showPrivate: boolean;
  onOpenSeat: (seatId: SeatId) => void;
  onOpenTeam: (teamId: TeamId) => void;
};

/** One team of the roster: its progress, its seats, and the way to what can be done with it. */
export function TeamEntry({ team, shared, showPrivate, onOpenSeat, onOpenTeam }: Props) {
  const translate = useTranslations("host");
  const nameText = useTeamNameText();
  const given = givenTeamName(useHostView(), team.teamId);
  const isBots = team.seats.some((seat) => seat.bot !== null);
  const hasCaptain = shared.commitBy === "captain" && team.seats.length > 1;
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-s3 border-b rule-faint py-s3">
      <Stamp teamNumber={team.teamNumber} size="40px" />
      <div className="min-w-0">
        <div className="flex items-start justify-between gap-s2">
          <h3 className="min-w-0 leading-tight">
            <TeamName teamNumber={team.teamNumber} withKanji />
            {given !== null && <span className="block truncate text-body font-normal">{given}</span>}
          </h3>
          {!isBots && (
            <Button
              variant="quiet"
              className="-mt-2 text-small"
              aria-label={translate("teamMenu", { team: nameText(team.teamNumber) })}
              onClick={() => onOpenTeam(team.teamId)}
            >
              {translate("teamMenuShort")} …
            </Button>
          )}
        </div>
        {isRoundPhase(shared.phase) && <TeamProgressLine progress={team.progress} phase={shared.phase} />}
        <BotText teamNumber={team.teamNumber} />
        {!isBots && (
          <ul className="m-0 mt-s1 flex list-none flex-wrap gap-x-s5 p-0">
            {team.seats.map((seat) => (
              <li key={seat.seatId}>
                <SeatButton
                  seat={seat}
                  isCaptain={hasCaptain && seat.seatId === team.captainSeatId}
                  showPrivate={showPrivate}
                  onOpen={() => onOpenSeat(seat.seatId)}
                />
              </li>
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}

type SeatProps = { seat: SeatView; isCaptain: boolean; showPrivate: boolean; onOpen: () => void };

function SeatButton({ seat, isCaptain, showPrivate, onOpen }: SeatProps) {
  const translate = useTranslations("host");
  const own = useHostView();
  const device = useSession((state) => state.live.devices.find(({ seatId }) => seatId === seat.seatId));
  const privateName = showPrivate ? privateNameOf(own, seat.seatId) : null;
  const marks = [
    ...(isCaptain ? [translate("captain")] : []),
    ...(seat.isAdvisor ? [translate("advisor")] : []),
    ...(seat.presence === "online" ? [] : [translate(seat.presence === "away" ? "away" : "absent")]),
  ];
  return (
    <button
      type="button"
      className="flex min-h-11 flex-col items-start justify-center border-0 bg-transparent p-0 py-1 text-left leading-tight"
      onClick={onOpen}
    >
      <span className="flex items-center gap-s2">
        <PresenceMark presence={seat.presence} />
        <span className="font-medium underline decoration-[1.5px] underline-offset-4">
          {seatName(own, seat.seatId)}
        </span>
        {marks.length > 0 && <span className="text-small text-ink-2">{marks.join(", ")}</span>}
      </span>
      {privateName !== null && <span className="mt-[2px] pl-5 text-small">{privateName}</span>}
      {device !== undefined && (
        <span className="mt-[2px] pl-5 text-micro text-ink-2">
          <DeviceClassText device={device} />
        </span>
      )}
    </button>
  );
}

/** Filled: online. Hollow: away. Hollow and dashed: absent. The word stands beside it. */
function PresenceMark({ presence }: { presence: Presence }) {
  return (
    <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
      <circle
        cx="6"
        cy="6"
        r="4.6"
        fill={presence === "online" ? "var(--ink)" : "none"}
        stroke="var(--ink)"
        strokeWidth="1.4"
        strokeDasharray={presence === "absent" ? "2.4 2.4" : undefined}
      />
    </svg>
  );
}
