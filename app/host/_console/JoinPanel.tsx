"use client";

import { useTranslations } from "next-intl";
import { QrCode } from "@/app/_ui/QrCode";
import { JoinPolicyField } from "@/app/host/ClassRuleField";
import { limits } from "@/app/host/lesson-draft";
import { NumberField } from "@/app/host/NumberField";
import { joinLink, spacedCode, spokenAddress } from "@/app/screen/_frame/join-address";
import type { SharedView } from "@/core/game/view";
import { useHostCommands } from "./HostCommands";

type Props = { shared: SharedView; joinOrigin: string };

/** How students get in: the address, the square, who lets them in and how many. */
export function JoinPanel({ shared, joinOrigin }: Props) {
  const translate = useTranslations("host");
  const { run } = useHostCommands();
  const { joinCode, joinPolicy, classSize, phase } = shared;
  const link = joinLink(joinOrigin, joinCode);
  return (
    <section>
      <h2 className="mb-s2 border-b rule-ink pb-s1">{translate("joining")}</h2>
      <p className="leading-snug">
        {translate("typeAt", { address: spokenAddress(joinOrigin) })}{" "}
        <span className="font-semibold whitespace-nowrap">{spacedCode(joinCode)}</span>
      </p>
      <details className="mt-s2" open={phase === "lobby"}>
        <summary className="min-h-11 py-s2">{translate("showSquare")}</summary>
        <QrCode value={link} label={translate("squareLabel", { link })} size="min(240px, 70vw)" />
        <p className="mt-s2 text-small break-all text-ink-2">{link}</p>
      </details>
      <JoinPolicyField
        value={joinPolicy}
        onChange={(value) => void run("joins:set-policy", { joinPolicy: value })}
      />
      <NumberField
        label={translate("classSize")}
        unit={translate("seatsUnit")}
        value={classSize}
        {...limits.classSize}
        onChange={(value) => {
          if (value !== classSize) void run("class:resize", { classSize: value });
        }}
      />
    </section>
  );
}
