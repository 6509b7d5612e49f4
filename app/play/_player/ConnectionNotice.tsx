"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useSession } from "@/app/_realtime/SessionProvider";
import { Notice } from "@/app/_ui/Notice";

/** Shorter gaps heal by themselves and would only frighten. */
const quietGapMs = 5000;

/** Says that the connection is lost, once it has been for a while; the page comes back by itself. */
export function ConnectionNotice() {
  const translate = useTranslations("play.connection");
  const isConnected = useSession((state) => state.isConnected);
  const [isLong, setIsLong] = useState(false);

  useEffect(() => {
    setIsLong(false);
    if (isConnected) return;
    const timer = setTimeout(() => setIsLong(true), quietGapMs);
    return () => clearTimeout(timer);
  }, [isConnected]);

  if (!isLong) return null;
  return (
    <div className="px-4">
      <Notice kind="waiting" title={translate("lostTitle")}>
        {translate("lostText")}
      </Notice>
    </div>
  );
}
