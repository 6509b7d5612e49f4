"use client";

import { useTranslations } from "next-intl";
import { EvidenceMark } from "./EvidenceMark";

/** Names the marks of the class figure where it has room beside it. */
export function EvidenceKey() {
  const translate = useTranslations("reveal");
  return (
    <dl className="m-0 grid content-start gap-s4 text-small leading-snug">
      <div>
        <dt className="flex items-center gap-s3 font-medium">
          <EvidenceMark kind="measured" />
          {translate("keyMeasured")}
        </dt>
        <dd className="m-0 text-ink-2">{translate("keyMeasuredText")}</dd>
      </div>
      <div>
        <dt className="flex items-center gap-s3 font-medium">
          <svg viewBox="0 0 60 12" style={{ width: "3.4em", height: "0.68em" }} aria-hidden="true">
            <path d="M0 6H60" stroke="var(--bank)" strokeWidth={1.6} />
            <circle cx={30} cy={6} r={5} fill="var(--paper)" stroke="var(--bank)" strokeWidth={2} />
          </svg>
          {translate("keyBank")}
        </dt>
        <dd className="m-0 text-ink-2">{translate("keyBankText")}</dd>
      </div>
      <div>
        <dt className="flex items-center gap-s3 font-medium">
          <EvidenceMark kind="reported" />
          {translate("keyReported")}
        </dt>
        <dd className="m-0 text-ink-2">{translate("keyReportedText")}</dd>
      </div>
    </dl>
  );
}
