"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/Button";
import { recoveryCodeText } from "@/app/host/recovery-code";

type Props = { joinCode: string; recoveryCode: string; onKept: () => void };

/** The code with which a host opens the session on any device: shown once, made to be printed. */
export function RecoveryCodeSheet({ joinCode, recoveryCode, onKept }: Props) {
  const translate = useTranslations("host");
  return (
    <main id="main" className="mx-auto max-w-[860px] px-4 py-8 md:px-16">
      <h1 className="text-h2 md:text-h1">{translate("recoveryTitle")}</h1>
      <p className="mt-s3 max-w-measure">{translate("recoveryText")}</p>
      <dl className="mt-s5 border-y rule-ink py-s4">
        <dt className="text-ink-2">{translate("joinCode")}</dt>
        <dd className="m-0 text-h2 font-semibold tracking-wide">{joinCode}</dd>
        <dt className="mt-s4 text-ink-2">{translate("recoveryCode")}</dt>
        <dd className="m-0 text-[clamp(22px,6.4vw,40px)] font-semibold whitespace-nowrap">
          {recoveryCodeText(recoveryCode)}
        </dd>
      </dl>
      <div className="mt-s5 flex flex-wrap gap-s3 print:hidden">
        <Button variant="primary" size="large" onClick={onKept}>
          {translate("recoveryKept")}
        </Button>
        <Button size="large" onClick={() => window.print()}>
          {translate("print")}
        </Button>
      </div>
    </main>
  );
}
