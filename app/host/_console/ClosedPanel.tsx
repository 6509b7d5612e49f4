"use client";

import { useTranslations } from "next-intl";
import { ButtonLink } from "@/app/_ui/Button";
import type { SharedView } from "@/core/game/view";
import { StandingPanel } from "./StandingPanel";

/** The session is over: its standing, and the way to a new one. */
export function ClosedPanel({ shared }: { shared: SharedView }) {
  const translate = useTranslations("host");
  return (
    <>
      <StandingPanel shared={shared} />
      <p>
        <ButtonLink href="/host" variant="primary">
          {translate("newSession")}
        </ButtonLink>
      </p>
    </>
  );
}
