"use client";

import { useTranslations } from "next-intl";
import { Notice } from "@/app/_ui/Notice";
import { isOnlyHere } from "@/app/screen/_frame/join-address";

/**
 * Says what students who come over plain http go without, and how to change it: browsers keep the GPU for https and
 * for pages of their own machine. The host's own page may be one of those.
 */
export function InsecureNotice({ joinOrigin }: { readonly joinOrigin: string }) {
  const translate = useTranslations("device");
  if (!joinOrigin.startsWith("http:") || isOnlyHere(joinOrigin)) return null;
  return <Notice title={translate("classOverHttp")}>{translate("classOverHttpText")}</Notice>;
}
