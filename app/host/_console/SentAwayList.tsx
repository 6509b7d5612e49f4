"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/Button";
import { useHostCommands } from "./HostCommands";
import { useHostView } from "./HostViewProvider";

/** Seats that the host has removed or banned; a ban can be lifted. */
export function SentAwayList({ showPrivate }: { showPrivate: boolean }) {
  const translate = useTranslations("host");
  const { run } = useHostCommands();
  const away = useHostView().seats.filter((seat) => seat.standing !== "seated");
  if (away.length === 0) return null;
  return (
    <details className="border-b rule-faint">
      <summary className="min-h-11 content-center">{translate("sentAway", { count: away.length })}</summary>
      <ul className="m-0 list-none p-0 pb-s2">
        {away.map((seat) => (
          <li key={seat.seatId} className="flex flex-wrap items-center gap-s3">
            <span className="min-w-0 flex-1 leading-snug">
              <span className="font-medium">{seat.name}</span>
              {showPrivate && seat.privateName !== null && <> ({seat.privateName})</>}
              <span className="block text-small text-ink-2">
                {translate(seat.standing === "banned" ? "isBanned" : "isRemoved")}
              </span>
            </span>
            {seat.standing === "banned" && (
              <Button onClick={() => void run("seat:unban", { seatId: seat.seatId })}>
                {translate("unban")}
                <span className="visually-hidden">{` ${seat.name}`}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
