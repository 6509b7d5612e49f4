"use client";

import { useTranslations } from "next-intl";
import { ScreenFrame } from "@/app/screen/_frame/ScreenFrame";

export function ClosedScreen() {
  const translate = useTranslations("screen");
  return <ScreenFrame title={translate("closedTitle")} subtitle={translate("closedText")} />;
}
