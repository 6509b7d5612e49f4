"use client";

import { useTranslations } from "next-intl";
import { QrCode } from "@/app/_ui/QrCode";
import { joinLink, spacedCode, spokenAddress } from "@/app/screen/_frame/join-address";

type Props = {
  joinCode: string;
  joinOrigin: string;
  /** The square is shown at once; else on request. */
  isOpen: boolean;
};

/** How students get in, and the way to the projector. */
export function JoinPanel({ joinCode, joinOrigin, isOpen }: Props) {
  const translate = useTranslations("host");
  const link = joinLink(joinOrigin, joinCode);
  return (
    <section>
      <h2 className="mb-s3 border-b rule-ink pb-s1">{translate("joining")}</h2>
      <a
        className="button"
        data-variant="secondary"
        data-wide
        href={`/screen/${joinCode}`}
        target="_blank"
        rel="noreferrer"
      >
        {translate("openProjector")}
      </a>
      <p className="mt-s3 leading-snug">
        {translate("typeAt", { address: spokenAddress(joinOrigin) })}{" "}
        <span className="font-semibold whitespace-nowrap">{spacedCode(joinCode)}</span>
      </p>
      <details className="mt-s2" open={isOpen}>
        <summary className="min-h-11 py-s2">{translate("showSquare")}</summary>
        <QrCode value={link} label={translate("squareLabel", { link })} size="min(240px, 70vw)" />
        <p className="mt-s2 text-small break-all text-ink-2">{link}</p>
      </details>
    </section>
  );
}
