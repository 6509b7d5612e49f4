"use client";

import { useEffect, useState } from "react";
import { SessionProvider } from "@/app/_realtime/SessionProvider";
import { forgetRecoveryCode, keptRecoveryCode } from "@/app/host/recovery-code";
import { HostGate } from "./HostGate";
import { RecoveryCodeSheet } from "./RecoveryCodeSheet";

type Props = { joinCode: string; joinOrigin: string };

/** The host's console; first the recovery code of a session that was just made. */
export function HostScreen({ joinCode, joinOrigin }: Props) {
  const [attempt, setAttempt] = useState(0);
  const [recoveryCode, setRecoveryCode] = useState<string | null>(null);
  useEffect(() => setRecoveryCode(keptRecoveryCode(joinCode)), [joinCode]);

  if (recoveryCode !== null) {
    return (
      <RecoveryCodeSheet
        joinCode={joinCode}
        recoveryCode={recoveryCode}
        onKept={() => {
          forgetRecoveryCode(joinCode);
          setRecoveryCode(null);
        }}
      />
    );
  }
  return (
    // biome-ignore lint/a11y/useValidAriaRole: the role of a viewer, not of an element
    <SessionProvider joinCode={joinCode} role="host" attempt={attempt}>
      <HostGate joinCode={joinCode} joinOrigin={joinOrigin} onRecovered={() => setAttempt(attempt + 1)} />
    </SessionProvider>
  );
}
