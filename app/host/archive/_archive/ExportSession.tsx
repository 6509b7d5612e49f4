"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ButtonLink } from "@/app/_ui/Button";
import { SelectField } from "@/app/host/SelectField";
import { exportPath } from "@/core/contract/http-paths";

const choices = ["none", "game", "private"] as const;
type Choice = (typeof choices)[number];

/** Downloads of one session. Names are left out until the host asks for them. */
export function ExportSession({ sessionId }: { sessionId: string }) {
  const translate = useTranslations("archive");
  const [names, setNames] = useState<Choice>("none");
  return (
    <section className="mb-s6">
      <h2 className="border-b rule-ink pb-s1">{translate("export")}</h2>
      <p className="mt-s2 mb-s3 max-w-measure text-ink-2">{translate("exportText")}</p>
      <div className="max-w-[420px]">
        <SelectField
          label={translate("names")}
          value={names}
          options={choices.map((value) => ({ value, label: translate(`namesChoice.${value}`) }))}
          onChange={(value) => setNames(choices.find((choice) => choice === value) ?? "none")}
        />
      </div>
      <div className="mt-s4 flex flex-wrap gap-s2">
        <ButtonLink href={exportPath(sessionId, "csv", names)}>{translate("csv")}</ButtonLink>
        <ButtonLink href={exportPath(sessionId, "json", names)}>{translate("json")}</ButtonLink>
      </div>
    </section>
  );
}
