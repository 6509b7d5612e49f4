import type { SeatCode } from "@/core/game/identifiers";

/** How long the code stands on the page by itself: until it is dismissed; the menu keeps it for this tab. */
export interface RememberedSeatCode {
  readonly seatCode: string;
  readonly isDismissed: boolean;
}

const nameOf = (joinCode: string) => `seat-code-${joinCode}`;

/** Keeps a seat code for this tab, so that a reload does not lose it. */
export function rememberSeatCode(joinCode: string, seatCode: SeatCode): void {
  write(joinCode, { seatCode, isDismissed: false });
}

/** Takes the code off the page; it stays in the menu. */
export function dismissSeatCode(joinCode: string): void {
  const known = recallSeatCode(joinCode);
  if (known !== null) write(joinCode, { ...known, isDismissed: true });
}

/** The seat code that this tab was given; null on a device that came back by cookie. */
export function recallSeatCode(joinCode: string): RememberedSeatCode | null {
  try {
    const [seatCode, state] = (window.sessionStorage.getItem(nameOf(joinCode)) ?? "").split(" ");
    return seatCode ? { seatCode, isDismissed: state === "dismissed" } : null;
  } catch {
    return null;
  }
}

function write(joinCode: string, { seatCode, isDismissed }: RememberedSeatCode): void {
  try {
    window.sessionStorage.setItem(nameOf(joinCode), isDismissed ? `${seatCode} dismissed` : seatCode);
  } catch {
    // Storage is switched off: the code is shown once and then gone, as on paper.
  }
}
