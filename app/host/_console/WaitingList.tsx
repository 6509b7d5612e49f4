"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/Button";
import { useHostCommands } from "./HostCommands";
import { useHostView } from "./HostViewProvider";

/** Joins that wait for the host's word, the oldest first. */
export function WaitingList({ showPrivate }: { showPrivate: boolean }) {
  const translate = useTranslations("host");
  const { run, ask } = useHostCommands();
  const { waiting } = useHostView();
  const everybody = { seatIds: waiting.map((seat) => seat.seatId) };
  if (waiting.length === 0) return null;
  return (
    <section id="waiting" className="scroll-mt-4">
      <h2 className="mb-s1 border-b rule-ink pb-s1">
        {translate("waitingTitle", { count: waiting.length })}
      </h2>
      <ul className="m-0 list-none p-0">
        {waiting.map((seat) => (
          <li key={seat.seatId} className="flex flex-wrap items-center gap-s2 border-b rule-faint py-s1">
            <span className="min-w-[8em] flex-1 leading-snug">
              <span className="font-medium">{seat.name}</span>
              {showPrivate && seat.privateName !== null && (
                <span className="block text-small text-ink-2">{seat.privateName}</span>
              )}
            </span>
            <Button onClick={() => void run("joins:admit", { seatIds: [seat.seatId] })}>
              {translate("admit")}
              <span className="visually-hidden">{` ${seat.name}`}</span>
            </Button>
            <Button variant="quiet" onClick={() => void run("joins:turn-away", { seatIds: [seat.seatId] })}>
              {translate("turnAway")}
              <span className="visually-hidden">{` ${seat.name}`}</span>
            </Button>
          </li>
        ))}
      </ul>
      {waiting.length > 1 && (
        <div className="mt-s2 flex flex-wrap gap-s2">
          <Button onClick={() => void run("joins:admit", everybody)}>{translate("admitAll")}</Button>
          <Button
            variant="quiet"
            onClick={() =>
              ask({
                title: translate("turnAwayAllTitle", { count: waiting.length }),
                text: translate("turnAwayAllText"),
                confirm: translate("turnAwayAll"),
                onConfirm: () => void run("joins:turn-away", everybody),
              })
            }
          >
            {translate("turnAwayAll")} …
          </Button>
        </div>
      )}
    </section>
  );
}
