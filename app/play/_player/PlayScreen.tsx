"use client";

import { Suspense, useEffect, useMemo, useState } from "react";
import { SessionProvider, useSession } from "@/app/_realtime/SessionProvider";
import { TrainingProvider } from "@/app/_training/TrainingProvider";
import { Connecting, LoadingScreen } from "./Connecting";
import { JoinScreen } from "./JoinScreen";
import { LateCannotPlay, LateWaitingForHost, loadAhead } from "./late-screens";
import { PlayerHeader } from "./PlayerHeader";
import { withOwnTeam } from "./phase-props";
import { phaseScreens } from "./phase-screens";
import { RehearsalLine } from "./RehearsalLine";
import { SeatCodeNotice } from "./SeatCodeNotice";
import { SessionNotices } from "./SessionNotices";

/** The player's page: takes a seat if need be, then shows the screen of the present phase. */
export function PlayScreen({ joinCode }: { readonly joinCode: string }) {
  const [attempt, setAttempt] = useState(0);
  return (
    // biome-ignore lint/a11y/useValidAriaRole: the role is the viewer's, not an element's
    <SessionProvider joinCode={joinCode} role="player" attempt={attempt}>
      <SeatedOrNot joinCode={joinCode} connectAgain={() => setAttempt((before) => before + 1)} />
    </SessionProvider>
  );
}

type Props = { readonly joinCode: string; readonly connectAgain: () => void };

function SeatedOrNot({ joinCode, connectAgain }: Props) {
  const refused = useSession((state) => state.refused);
  const farewell = useSession((state) => state.farewell);
  const role = useSession((state) => (state.shared === null ? null : (state.own?.role ?? null)));

  if (refused === "not-seated") return <JoinScreen joinCode={joinCode} onSeated={connectAgain} />;
  const ending = refused ?? (farewell === "server-stopping" ? null : farewell);
  if (ending !== null) {
    return (
      <Suspense fallback={<Connecting />}>
        <LateCannotPlay reason={ending} connectAgain={connectAgain} />
      </Suspense>
    );
  }
  if (role === "waiting") {
    return (
      <Suspense fallback={<Connecting />}>
        <LateWaitingForHost />
      </Suspense>
    );
  }
  if (role !== "player") return <Connecting />;
  return (
    <TrainingProvider>
      <Playing joinCode={joinCode} />
    </TrainingProvider>
  );
}

function Playing({ joinCode }: { readonly joinCode: string }) {
  const sent = useSession((state) => state.shared);
  const own = useSession((state) => state.own);
  const shared = useMemo(
    () => (sent === null || own?.role !== "player" ? sent : withOwnTeam({ shared: sent, own })),
    [sent, own],
  );
  const phase = shared?.phase ?? null;
  const teamRound = own?.role === "player" ? own.teamRound : null;
  const hasActed = teamRound !== null && (teamRound.pilots.length > 0 || teamRound.commitment !== null);
  useEffect(() => {
    // The cockpit comes first: while nothing has been trained, the race's screen must not compete with it.
    if (phase !== null && (phase !== "exploring" || hasActed)) loadAhead(phase);
  }, [phase, hasActed]);
  if (shared === null || own?.role !== "player") return null;
  const Screen = phaseScreens[shared.phase];
  return (
    <div className="flex min-h-dvh flex-col">
      <PlayerHeader shared={shared} own={own} />
      <SessionNotices />
      {shared.isRehearsal && <RehearsalLine />}
      {shared.mode === "class" && <SeatCodeNotice joinCode={joinCode} />}
      {/* A new phase is a new page: nothing that was half typed in the old one survives. */}
      <main id="main" className="flex flex-1 flex-col" key={`${shared.phaseSequence}`}>
        <Suspense fallback={<LoadingScreen />}>
          <Screen shared={shared} own={own} />
        </Suspense>
      </main>
    </div>
  );
}
