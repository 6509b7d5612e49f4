"use client";

import { useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import { postJson } from "@/app/_realtime/post-json";
import { Button, ButtonLink } from "@/app/_ui/Button";
import { Notice } from "@/app/_ui/Notice";
import type { ArchiveEntry } from "@/core/contract/archive-bodies";
import type { Refusal } from "@/core/game/refusal";
import { RecoverSession } from "./RecoverSession";
import { useOpenedText } from "./use-opened-text";

/** The host's sessions, newest first, and the way to one that this browser does not know. */
export function SessionList() {
  const translate = useTranslations("archive");
  const translateRefusal = useTranslations("refusal");
  const [sessions, setSessions] = useState<readonly ArchiveEntry[] | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [withRehearsals, setWithRehearsals] = useState(false);
  const rehearsalCount = (sessions ?? []).filter((entry) => entry.isRehearsal).length;
  const shown = sessions?.filter((entry) => withRehearsals || !entry.isRehearsal) ?? null;

  const load = useCallback(async () => {
    const answer = await postJson("listArchive", {});
    setRefusal(answer.ok ? null : answer.refusal);
    if (answer.ok) setSessions(answer.sessions);
  }, []);
  useEffect(() => void load(), [load]);

  return (
    <>
      {refusal !== null && (
        <Notice kind="refusal" title={translate("notOpened")}>
          {translateRefusal(refusal)}
        </Notice>
      )}
      {refusal === null && sessions === null && <Notice kind="waiting">{translate("loading")}</Notice>}
      {sessions?.length === 0 && (
        <Notice
          title={translate("empty")}
          actions={<ButtonLink href="/host">{translate("host")}</ButtonLink>}
        >
          {translate("emptyText")}
        </Notice>
      )}
      {rehearsalCount > 0 && (
        <p className="mb-s2">
          <Button
            variant="quiet"
            className="-ml-2"
            aria-pressed={withRehearsals}
            onClick={() => setWithRehearsals((before) => !before)}
          >
            {translate(withRehearsals ? "hideRehearsals" : "showRehearsals", { count: rehearsalCount })}
          </Button>
        </p>
      )}
      {shown !== null && shown.length > 0 && (
        <ul className="m-0 list-none border-t rule-ink p-0">
          {shown.map((entry) => (
            <SessionLine key={entry.sessionId} entry={entry} />
          ))}
        </ul>
      )}
      <section className="mt-s6">
        <h2 className="mb-s2 border-b rule-ink pb-s1">{translate("recoverTitle")}</h2>
        <RecoverSession onRecovered={() => void load()} />
      </section>
    </>
  );
}

function SessionLine({ entry }: { entry: ArchiveEntry }) {
  const translate = useTranslations("archive");
  const { sessionId, joinCode, createdAtMs, closedAtMs, isOfOtherVersion, seatCount, roundCount } = entry;
  const isRunning = closedAtMs === null && !isOfOtherVersion;
  const opened = useOpenedText()(createdAtMs);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-s5 gap-y-s2 border-b rule-faint py-s3">
      <div className="min-w-0">
        <h2 className="text-lead leading-tight">{translate("session", { opened, joinCode })}</h2>
        <p className="text-ink-2">
          {translate("size", { seats: seatCount, rounds: roundCount })}
          {isRunning && ` · ${translate("running")}`}
          {entry.isRehearsal && ` · ${translate("rehearsal")}`}
          {isOfOtherVersion && ` · ${translate("otherVersion")}`}
        </p>
      </div>
      <div className="flex flex-wrap gap-s2">
        {isRunning && <ButtonLink href={`/host/${joinCode}`}>{translate("toConsole")}</ButtonLink>}
        <ButtonLink href={`/host/archive/${sessionId}`}>
          {translate("open")}
          <span className="sr-only"> {translate("session", { opened, joinCode })}</span>
        </ButtonLink>
      </div>
    </li>
  );
}
