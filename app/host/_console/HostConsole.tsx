"use client";

import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { LanguageSwitch } from "@/app/_i18n/LanguageSwitch";
import { useSession } from "@/app/_realtime/SessionProvider";
import { Logo } from "@/app/_ui/Logo";
import { Notice } from "@/app/_ui/Notice";
import { ThemeSwitch } from "@/app/_ui/ThemeSwitch";
import { spacedCode } from "@/app/screen/_frame/join-address";
import type { SeatId } from "@/core/game/identifiers";
import type { SharedView } from "@/core/game/view";
import { CoHostPanel } from "./CoHostPanel";
import { ConsoleNotices } from "./ConsoleNotices";
import { ControlPanel } from "./ControlPanel";
import { useHostCommands } from "./HostCommands";
import { useHostView } from "./HostViewProvider";
import { JoinPanel } from "./JoinPanel";
import { KeyList } from "./KeyList";
import { PhaseBar } from "./PhaseBar";
import { ProjectorPanel } from "./ProjectorPanel";
import { phasePanels } from "./phase-panels";
import { Roster } from "./Roster";
import { SeatDialog } from "./SeatDialog";
import { TakeOverNotice, takeOverNoticeId } from "./TakeOverNotice";
import { TeamsPanel } from "./TeamsPanel";
import { useHostKeys } from "./use-host-keys";
import { useNextStep } from "./use-next-step";

type Props = { shared: SharedView; joinOrigin: string };

/** Everything that a host needs in one place: what comes next on top, then the class, then the rarer things. */
export function HostConsole({ shared, joinOrigin }: Props) {
  const translate = useTranslations("host");
  const { run } = useHostCommands();
  const { hasControl } = useHostView();
  const isConnected = useSession((state) => state.isConnected);
  const { step, isReady, take } = useNextStep(shared);
  const [openSeatId, setOpenSeatId] = useState<SeatId | null>(null);
  const { pausedAtMs, isLocked, isProjectorBlank, phase } = shared;
  const keys = useMemo(
    () => ({
      next: take,
      togglePause: () => void run(pausedAtMs === null ? "session:pause" : "session:resume", {}),
      toggleLock: () => void run("session:lock", { isLocked: !isLocked }),
      toggleBlank: () => void run("projector:blank", { isBlank: !isProjectorBlank }),
    }),
    [take, run, pausedAtMs, isLocked, isProjectorBlank],
  );
  useHostKeys(hasControl ? keys : null);
  const Panel = phasePanels[phase];
  const isOpen = phase !== "closed";

  return (
    <>
      <header className="flex min-h-14 flex-wrap items-center gap-x-s5 gap-y-s1 border-b rule-ink px-4 py-s1 md:px-8">
        <Logo />
        <p className="text-lead leading-none">
          <span className="text-ink-2">{translate("joinCode")}</span>{" "}
          <span className="font-semibold">{spacedCode(shared.joinCode)}</span>
        </p>
        <div className="ml-auto flex items-center gap-s4">
          <span className="max-md:hidden">
            <ThemeSwitch />
          </span>
          <LanguageSwitch />
        </div>
      </header>
      <main id="main" className="mx-auto max-w-[1440px] px-4 pt-s4 pb-s7 md:px-8">
        <h1 className="visually-hidden">{translate("consoleTitle", { joinCode: shared.joinCode })}</h1>
        {!isConnected && isOpen && (
          <div className="mb-s3">
            <Notice kind="waiting">{translate("reconnecting")}</Notice>
          </div>
        )}
        <TakeOverNotice />
        {/* Without the controls nothing here can be pressed; the notice above says why and how to get them. */}
        <fieldset
          className="contents"
          disabled={!hasControl}
          aria-describedby={hasControl ? undefined : takeOverNoticeId}
        >
          <PhaseBar shared={shared} step={step} isReady={isReady} onNext={take} />
          <ConsoleNotices shared={shared} joinOrigin={joinOrigin} onOpenSeat={setOpenSeatId} />
          <div className="mt-s5 grid gap-x-s7 gap-y-s6 lg:grid-cols-[minmax(0,1fr)_340px]">
            <div className="grid min-w-0 content-start gap-s6">
              <Panel shared={shared} />
              {isOpen && <TeamsPanel shared={shared} />}
              {isOpen && <Roster shared={shared} onOpenSeat={setOpenSeatId} />}
            </div>
            {isOpen && (
              <div className="grid content-start gap-s6">
                <ControlPanel shared={shared} onTogglePause={keys.togglePause} />
                <ProjectorPanel shared={shared} onToggleBlank={keys.toggleBlank} />
                <JoinPanel shared={shared} joinOrigin={joinOrigin} />
                <CoHostPanel joinCode={shared.joinCode} joinOrigin={joinOrigin} />
                <KeyList />
              </div>
            )}
          </div>
          <SeatDialog shared={shared} seatId={openSeatId} onClose={() => setOpenSeatId(null)} />
        </fieldset>
      </main>
    </>
  );
}
