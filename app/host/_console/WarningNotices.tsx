"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/app/_ui/Button";
import { Notice } from "@/app/_ui/Notice";
import type { HostWarning } from "@/core/game/host-view-schema";
import type { SeatId } from "@/core/game/identifiers";
import type { SharedView } from "@/core/game/view";
import { useHostCommands } from "./HostCommands";
import { useHostView } from "./HostViewProvider";
import { seatName } from "./host-class";
import { UnverifiedClaims } from "./UnverifiedClaims";
import { useTeamTitle } from "./use-team-title";

type Props = { shared: SharedView; onOpenSeat: (seatId: SeatId) => void };

/** What a host may want to decide on now, by name, each with what can be done about it. */
export function WarningNotices({ shared, onOpenSeat }: Props) {
  const own = useHostView();
  return own.warnings.map((warning) => (
    <Warning key={warning.kind} warning={warning} shared={shared} onOpenSeat={onOpenSeat} />
  ));
}

function Warning({ warning, shared, onOpenSeat }: Props & { warning: HostWarning }): ReactNode {
  switch (warning.kind) {
    case "teams-away":
      return <TeamsAway teamIds={warning.teamIds} shared={shared} />;
    case "devices-slow":
      return <DevicesSlow seatIds={warning.seatIds} shared={shared} onOpenSeat={onOpenSeat} />;
    case "joins-waiting":
      return <JoinsWaiting count={warning.count} />;
    case "claims-unverified":
      return <UnverifiedClaims claims={warning.claims} shared={shared} />;
    case "class-larger":
      return <ClassLarger {...warning} shared={shared} />;
    default:
      return warning satisfies never;
  }
}

function TeamsAway({
  teamIds,
  shared,
}: Pick<Extract<HostWarning, { kind: "teams-away" }>, "teamIds"> & { shared: SharedView }) {
  const translate = useTranslations("host");
  const format = useFormatter();
  const teamTitle = useTeamTitle(shared, useHostView());
  return (
    <Notice kind="waiting" actions={<MoreTime shared={shared} />}>
      {translate("teamsAway", { count: teamIds.length, teams: format.list(teamIds.map(teamTitle)) })}
    </Notice>
  );
}

function DevicesSlow({ seatIds, shared, onOpenSeat }: { seatIds: readonly SeatId[] } & Props) {
  const translate = useTranslations("host");
  const own = useHostView();
  return (
    <Notice
      title={translate("devicesSlow", { count: seatIds.length })}
      actions={
        <>
          {seatIds.slice(0, 6).map((seatId) => (
            <Button key={seatId} variant="quiet" onClick={() => onOpenSeat(seatId)}>
              {seatName(own, seatId)} …
            </Button>
          ))}
          <MoreTime shared={shared} />
        </>
      }
    >
      {translate("devicesSlowText")}
    </Notice>
  );
}

function MoreTime({ shared }: { shared: SharedView }) {
  const translate = useTranslations("host");
  const { run } = useHostCommands();
  if (shared.deadlineAtMs === null || shared.phase === "scoring") return null;
  const { phaseSequence } = shared;
  return (
    <Button onClick={() => void run("time:add", { phaseSequence, seconds: 30 })}>
      {translate("addSeconds", { seconds: 30 })}
    </Button>
  );
}

function JoinsWaiting({ count }: { count: number }) {
  const translate = useTranslations("host");
  const { run } = useHostCommands();
  const own = useHostView();
  return (
    <Notice
      title={translate("joinsWaiting", { count })}
      actions={
        <>
          <Button
            onClick={() => void run("joins:admit", { seatIds: own.waiting.map((seat) => seat.seatId) })}
          >
            {translate("admitAll")}
          </Button>
          <a className="button" data-variant="quiet" href="#waiting">
            {translate("seeWaiting")}
          </a>
        </>
      }
    />
  );
}

function ClassLarger(props: { classSize: number; wanted: number; shared: SharedView }) {
  const { classSize, wanted, shared } = props;
  const translate = useTranslations("host");
  const { run } = useHostCommands();
  return (
    <Notice
      title={translate("classLarger", { classSize, wanted })}
      actions={
        <>
          <Button onClick={() => void run("class:resize", { classSize: wanted })}>
            {translate("raiseTo", { wanted })}
          </Button>
          {shared.joinPolicy === "open" && (
            <Button onClick={() => void run("joins:set-policy", { joinPolicy: "approve" })}>
              {translate("approveJoins")}
            </Button>
          )}
        </>
      }
    >
      {translate("classLargerText")}
    </Notice>
  );
}
