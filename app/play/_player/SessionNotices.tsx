"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useSession } from "@/app/_realtime/SessionProvider";
import { Notice } from "@/app/_ui/Notice";
import { sessionHold } from "./session-hold";

/** Shorter gaps heal by themselves and would only frighten. */
const quietGapMs = 5000;

/** Says what holds the class up, the worst first: no connection, a server that comes back, a pause, no host. */
export function SessionNotices() {
  const translate = useTranslations("play.connection");
  const shared = useSession((state) => state.shared);
  const isLost = useLongGap();
  const hold = sessionHold(shared, isLost);
  if (hold === null) return null;
  return (
    <div className="px-4">
      <Notice kind="waiting" title={translate(`${hold}Title`)}>
        {translate(`${hold}Text`)}
      </Notice>
    </div>
  );
}

function useLongGap(): boolean {
  const isConnected = useSession((state) => state.isConnected);
  const [isLong, setIsLong] = useState(false);
  useEffect(() => {
    setIsLong(false);
    if (isConnected) return;
    const timer = setTimeout(() => setIsLong(true), quietGapMs);
    return () => clearTimeout(timer);
  }, [isConnected]);
  return isLong;
}
