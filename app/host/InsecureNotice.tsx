"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Notice } from "@/app/_ui/Notice";

/** Says what a page over plain http cannot do: browsers keep the GPU for https and localhost. */
export function InsecureNotice() {
  const translate = useTranslations("host");
  const [isInsecure, setIsInsecure] = useState(false);
  useEffect(() => setIsInsecure(!window.isSecureContext), []);
  if (!isInsecure) return null;
  return <Notice title={translate("insecureTitle")}>{translate("insecureText")}</Notice>;
}
