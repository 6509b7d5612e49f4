"use client";

import { useTranslations } from "next-intl";
import { Notice } from "@/app/_ui/Notice";
import { InsecureNotice } from "@/app/host/InsecureNotice";
import { isOnlyHere } from "@/app/screen/_frame/join-address";
import type { SeatId } from "@/core/game/identifiers";
import type { SharedView } from "@/core/game/view";
import { useHostCommands } from "./HostCommands";
import { WarningNotices } from "./WarningNotices";

type Props = { shared: SharedView; joinOrigin: string; onOpenSeat: (seatId: SeatId) => void };

/** What the host should know now: refused commands, what wants a decision, an address that nobody can open. */
export function ConsoleNotices({ shared, joinOrigin, onOpenSeat }: Props) {
  const translate = useTranslations("host");
  const translateRefusal = useTranslations("refusal");
  const { refusal } = useHostCommands();
  return (
    <div className="mt-s4 grid gap-s3 empty:hidden">
      {shared.isRehearsal && (
        <Notice title={translate("rehearsalTitle")}>{translate("rehearsalText")}</Notice>
      )}
      {refusal !== null && <Notice kind="refusal">{translateRefusal(refusal)}</Notice>}
      {shared.isRecovering && <Notice kind="waiting">{translate("recovering")}</Notice>}
      <WarningNotices shared={shared} onOpenSeat={onOpenSeat} />
      {shared.phase === "lobby" && isOnlyHere(joinOrigin) && (
        <Notice title={translate("onlyHereTitle")}>{translate("onlyHereText")}</Notice>
      )}
      {shared.phase === "lobby" && <InsecureNotice joinOrigin={joinOrigin} />}
    </div>
  );
}
