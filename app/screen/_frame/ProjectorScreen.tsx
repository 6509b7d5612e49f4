"use client";

import { useTranslations } from "next-intl";
import { SessionProvider, useSession } from "@/app/_realtime/SessionProvider";
import { screenPhases } from "@/app/screen/_phases/screen-phases";
import { BlankScreen } from "./BlankScreen";
import { PausedBand } from "./PausedBand";
import { RehearsalBand } from "./RehearsalBand";
import { ScreenFrame } from "./ScreenFrame";
import { ThemeCorner } from "./ThemeCorner";

type Props = { joinCode: string; joinOrigin: string };

export function ProjectorScreen({ joinCode, joinOrigin }: Props) {
  return (
    // biome-ignore lint/a11y/useValidAriaRole: the role of a viewer, not of an element
    <SessionProvider joinCode={joinCode} role="projector">
      <PresentPhase joinCode={joinCode} joinOrigin={joinOrigin} />
      <ThemeCorner />
    </SessionProvider>
  );
}

function PresentPhase({ joinCode, joinOrigin }: Props) {
  const translate = useTranslations("screen");
  const translateRefusal = useTranslations("refusal");
  const shared = useSession((state) => state.shared);
  const refused = useSession((state) => state.refused);
  const isConnected = useSession((state) => state.isConnected);

  if (refused !== null) {
    return <ScreenFrame title={joinCode} subtitle={translateRefusal(refused)} />;
  }
  if (shared === null) return <ScreenFrame title={joinCode} subtitle={translate("connecting")} />;
  if (shared.isProjectorBlank && shared.phase !== "closed") return <BlankScreen />;
  const Phase = screenPhases[shared.phase];
  return (
    <>
      <Phase shared={shared} joinOrigin={joinOrigin} />
      {shared.isRehearsal && <RehearsalBand />}
      {shared.pausedAtMs !== null && <PausedBand />}
      {!isConnected && shared.phase !== "closed" && (
        <p
          role="status"
          className="fixed right-0 bottom-0 border-t border-l rule-ink bg-paper-sunk px-s4 py-s2 text-small"
        >
          {translate("reconnecting")}
        </p>
      )}
      {isConnected && shared.isRecovering && (
        <p
          role="status"
          className="fixed right-0 bottom-0 border-t border-l rule-ink bg-paper-sunk px-s4 py-s2 text-small"
        >
          {translate("recovering")}
        </p>
      )}
    </>
  );
}
