"use client";

import { useTranslations } from "next-intl";
import { Logo } from "@/app/_ui/Logo";
import { QrCode } from "@/app/_ui/QrCode";
import { joinLink, spacedCode, spokenAddress } from "@/app/screen/_frame/join-address";
import type { SharedView } from "@/core/game/view";
import { LobbyTeams } from "./LobbyTeams";

/** Code and square, and the teams as they fill. */
export function LobbyScreen({ shared, joinOrigin }: { shared: SharedView; joinOrigin: string }) {
  const translate = useTranslations("screen");
  const { joinCode } = shared;
  const link = joinLink(joinOrigin, joinCode);
  return (
    <main
      id="main"
      className="flex min-h-dvh flex-col px-s8 pt-[calc(44*var(--unit))] pb-[calc(28*var(--unit))]"
    >
      <div className="flex items-center justify-between gap-s5 border-b rule-ink pb-s4">
        <Logo />
        <p className="text-ink-2">{translate("rounds", { count: shared.roundCount })}</p>
      </div>
      <div className="flex items-center justify-between gap-s6 py-s5">
        <div className="min-w-0">
          <p className="text-h2 leading-tight">
            {translate.rich("openAndType", {
              address: spokenAddress(joinOrigin),
              strong: (chunks) => <strong>{chunks}</strong>,
            })}
          </p>
          <h1 className="text-code leading-[1.08] font-medium tracking-normal whitespace-nowrap">
            <span className="visually-hidden">{translate("joinCode")} </span>
            {spacedCode(joinCode)}
          </h1>
          <p className="text-ink-2">{translate("pointCamera")}</p>
        </div>
        <QrCode value={link} label={translate("squareLabel", { link })} size="calc(430 * var(--unit))" />
      </div>
      <div className="flex flex-1 flex-col justify-between gap-s3 border-t rule-ink pt-s5">
        <LobbyTeams shared={shared} />
        <p className="text-small text-ink-2">
          {translate("seatsTaken", { taken: shared.counts.seats, size: shared.classSize })}
          {shared.isLocked ? ` ${translate("locked")}` : ` ${translate("oneDevice")}`}
        </p>
      </div>
    </main>
  );
}
