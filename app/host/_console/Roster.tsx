"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useSession } from "@/app/_realtime/SessionProvider";
import { Stamp } from "@/app/_ui/Stamp";
import { TeamName } from "@/app/_ui/TeamName";
import { isRoundPhase } from "@/core/game/phase";
import type { SeatView, SharedView, TeamView } from "@/core/game/view";
import { DeviceClassText } from "./DeviceClassText";
import { DeviceCounts } from "./DeviceCounts";
import { SeatDialog } from "./SeatDialog";
import { TeamProgressLine } from "./TeamProgressLine";

/** The class by teams: who is there, and what each team has done; a name opens what can be done for that seat. */
export function Roster({ shared }: { shared: SharedView }) {
  const translate = useTranslations("host");
  const [openSeat, setOpenSeat] = useState<SeatView | null>(null);
  const seats = shared.teams.flatMap((team) => team.seats);
  const connected = seats.filter((seat) => seat.presence === "online").length;
  const devices = useSession((state) => state.live.devices);
  return (
    <section>
      <h2 className="mb-s1 flex flex-wrap items-baseline justify-between gap-x-s4 border-b rule-ink pb-s1">
        {translate("class")}
        <span className="text-body font-normal text-ink-2">
          {translate("seatsTaken", { taken: seats.length, size: shared.classSize, connected })}
          {shared.isLocked && ` · ${translate("isLocked")}`}
        </span>
      </h2>
      <DeviceCounts devices={devices} seats={seats} />
      {shared.teams.length === 0 && <p className="py-s3 text-ink-2">{translate("nobodyYetText")}</p>}
      <ul className="m-0 grid list-none p-0 md:grid-cols-2 md:gap-x-s6">
        {shared.teams.map((team) => (
          <TeamEntry key={team.teamId} team={team} shared={shared} onOpenSeat={setOpenSeat} />
        ))}
      </ul>
      <SeatDialog seat={openSeat} onClose={() => setOpenSeat(null)} />
    </section>
  );
}

type EntryProps = { team: TeamView; shared: SharedView; onOpenSeat: (seat: SeatView) => void };

function TeamEntry({ team, shared, onOpenSeat }: EntryProps) {
  const translate = useTranslations("host");
  const devices = useSession((state) => state.live.devices);
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-s3 border-b rule-faint py-s3">
      <Stamp teamNumber={team.teamNumber} size="40px" />
      <div className="min-w-0">
        <h3 className="leading-tight">
          <TeamName teamNumber={team.teamNumber} withKanji />
        </h3>
        {isRoundPhase(shared.phase) && <TeamProgressLine progress={team.progress} phase={shared.phase} />}
        <ul className="m-0 mt-s1 flex list-none flex-wrap gap-x-s5 p-0">
          {team.seats.map((seat) => {
            const device = devices.find((candidate) => candidate.seatId === seat.seatId);
            return (
              <li key={seat.seatId}>
                <button
                  type="button"
                  className="flex min-h-11 flex-col items-start justify-center border-0 bg-transparent p-0 text-left leading-tight"
                  onClick={() => onOpenSeat(seat)}
                >
                  <span className="flex items-center gap-s2">
                    <ConnectionMark isConnected={seat.presence === "online"} />
                    <span className="font-medium underline decoration-[1.5px] underline-offset-4">
                      {seat.name}
                    </span>
                    {seat.presence !== "online" && (
                      <span className="text-small text-ink-2">{translate("away")}</span>
                    )}
                  </span>
                  {device !== undefined && (
                    <span className="mt-[2px] pl-5 text-micro text-ink-2">
                      <DeviceClassText device={device} />
                    </span>
                  )}
                </button>
              </li>
            );
          })}
        </ul>
      </div>
    </li>
  );
}

/** Filled: connected. Hollow: away. The word stands beside it. */
function ConnectionMark({ isConnected }: { isConnected: boolean }) {
  return (
    <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
      <circle
        cx="6"
        cy="6"
        r="4.6"
        fill={isConnected ? "var(--ink)" : "none"}
        stroke="var(--ink)"
        strokeWidth="1.4"
      />
    </svg>
  );
}
