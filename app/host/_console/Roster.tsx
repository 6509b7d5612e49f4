"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useSession } from "@/app/_realtime/SessionProvider";
import { Button } from "@/app/_ui/Button";
import type { SeatId, TeamId } from "@/core/game/identifiers";
import type { SharedView } from "@/core/game/view";
import { DeviceCounts } from "./DeviceCounts";
import { useHostView } from "./HostViewProvider";
import { hasPrivateNames } from "./host-class";
import { SentAwayList } from "./SentAwayList";
import { TeamDialog } from "./TeamDialog";
import { TeamEntry } from "./TeamEntry";
import { WaitingList } from "./WaitingList";

type Props = { shared: SharedView; onOpenSeat: (seatId: SeatId) => void };

/** The class by teams: who waits, who is there, and what each team has done; names open what can be done. */
export function Roster({ shared, onOpenSeat }: Props) {
  const translate = useTranslations("host");
  const own = useHostView();
  const [openTeamId, setOpenTeamId] = useState<TeamId | null>(null);
  // Private names may be read over a shoulder: hidden until asked for.
  const [showPrivate, setShowPrivate] = useState(false);
  const seats = shared.teams.flatMap((team) => team.seats).filter((seat) => seat.bot === null);
  const devices = useSession((state) => state.live.devices);
  return (
    <>
      <WaitingList showPrivate={showPrivate} />
      <section>
        <h2 className="mb-s1 flex flex-wrap items-baseline justify-between gap-x-s4 border-b rule-ink pb-s1">
          {translate("class")}
          <span className="text-body font-normal text-ink-2">
            {translate("seatsTaken", {
              taken: shared.counts.seats,
              size: shared.classSize,
              connected: shared.counts.seatsOnline,
            })}
            {shared.isLocked && ` · ${translate("isLocked")}`}
          </span>
        </h2>
        <div className="flex flex-wrap items-center justify-between gap-x-s4">
          <DeviceCounts devices={devices} seats={seats} />
          {hasPrivateNames(own) && (
            <Button
              variant="quiet"
              aria-pressed={showPrivate}
              onClick={() => setShowPrivate((before) => !before)}
            >
              {translate(showPrivate ? "hidePrivate" : "showPrivate")}
            </Button>
          )}
        </div>
        {shared.teams.length === 0 && <p className="py-s3 text-ink-2">{translate("nobodyYetText")}</p>}
        <ul className="m-0 grid list-none p-0 md:grid-cols-2 md:gap-x-s6">
          {shared.teams.map((team) => (
            <TeamEntry
              key={team.teamId}
              team={team}
              shared={shared}
              showPrivate={showPrivate}
              onOpenSeat={onOpenSeat}
              onOpenTeam={setOpenTeamId}
            />
          ))}
        </ul>
        <SentAwayList showPrivate={showPrivate} />
      </section>
      <TeamDialog shared={shared} teamId={openTeamId} onClose={() => setOpenTeamId(null)} />
    </>
  );
}
