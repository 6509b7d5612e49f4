"use client";

import { useTranslations } from "next-intl";
import { useSession } from "@/app/_realtime/SessionProvider";
import { Notice } from "@/app/_ui/Notice";
import { PlainPage } from "./PlainPage";
import { recallSeatCode } from "./seat-code-memory";

/** A join that the host has not answered yet: what it waits for, and what to do meanwhile. */
export function WaitingForHost() {
  const translate = useTranslations("play.waiting");
  const translateConnection = useTranslations("play.connection");
  const joinCode = useSession((state) => state.shared?.joinCode ?? null);
  const isLocked = useSession((state) => state.shared?.isLocked ?? false);
  const name = useSession((state) => (state.own?.role === "waiting" ? state.own.name : null));
  const isConnected = useSession((state) => state.isConnected);
  const seatCode = joinCode === null ? null : recallSeatCode(joinCode)?.seatCode;
  return (
    <PlainPage>
      <h1 className="text-h2">{translate("title")}</h1>
      <Notice kind="waiting" title={name === null ? null : translate("asking", { name })}>
        {isConnected ? translate("text") : translateConnection("lostTitle")}
      </Notice>
      <ul className="flex list-disc flex-col gap-s2 pl-5 leading-snug">
        <li>{translate("keepOpen")}</li>
        <li>{translate("speakUp", { name: name ?? "" })}</li>
        {isLocked && <li>{translate("locked")}</li>}
        {seatCode != null && (
          <li>
            {translate.rich("seatCode", {
              code: () => (
                <b lang="en" className="tracking-[0.12em]">
                  {seatCode}
                </b>
              ),
            })}
          </li>
        )}
      </ul>
    </PlainPage>
  );
}
