"use client";

import { useTranslations } from "next-intl";
import { ButtonLink } from "@/app/_ui/Button";
import type { SharedView } from "@/core/game/view";
import { StandingPanel } from "./StandingPanel";

/** The session is over: its standing, and the ways to a new one and to what was kept of this one. */
export function ClosedPanel({ shared }: { shared: SharedView }) {
  const translate = useTranslations("host");
  return (
    <>
      <StandingPanel shared={shared} />
      <p className="flex flex-wrap gap-s2">
        <ButtonLink href="/host" variant="primary">
          {translate("newSession")}
        </ButtonLink>
        <ButtonLink href="/host/archive">{translate("openArchive")}</ButtonLink>
      </p>
    </>
  );
}
