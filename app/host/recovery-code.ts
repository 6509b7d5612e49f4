import type { JoinCode, RecoveryCode } from "@/core/game/identifiers";

const storageKey = (joinCode: string) => `deepstakes-recovery-${joinCode}`;

/** Keeps the host's recovery code for this tab until the host has seen it, so that a reload does not lose it. */
export function keepRecoveryCode(joinCode: JoinCode, recoveryCode: RecoveryCode): void {
  sessionStorage.setItem(storageKey(joinCode), recoveryCode);
}

/** The code that the host has not yet put away; null when there is none. */
export function keptRecoveryCode(joinCode: string): string | null {
  return sessionStorage.getItem(storageKey(joinCode));
}

export function forgetRecoveryCode(joinCode: string): void {
  sessionStorage.removeItem(storageKey(joinCode));
}

/** Groups of four, as it is printed and read aloud. */
export function recoveryCodeText(recoveryCode: string): string {
  return recoveryCode.replace(/(.{4})(?=.)/g, "$1-");
}
