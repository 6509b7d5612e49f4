"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { postJson } from "@/app/_realtime/post-json";
import { BotTeamsProvider } from "@/app/_ui/BotTeams";
import { ButtonLink } from "@/app/_ui/Button";
import { Notice } from "@/app/_ui/Notice";
import type { ArchivedSession } from "@/core/contract/archive-bodies";
import { SessionIdSchema } from "@/core/game/identifiers";
import type { Refusal } from "@/core/game/refusal";
import { DeleteSession } from "./DeleteSession";
import { ExportSession } from "./ExportSession";
import { RoundRecord } from "./RoundRecord";
import { useOpenedText } from "./use-opened-text";

/** One session as it was: rounds, designs, errors, points. */
export function SessionRecord({ sessionId }: { sessionId: string }) {
  const translate = useTranslations("archive");
  const translateRefusal = useTranslations("refusal");
  const [session, setSession] = useState<ArchivedSession | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  useEffect(() => {
    async function load() {
      const id = SessionIdSchema.safeParse(sessionId);
      if (!id.success) return setRefusal("unknown-code");
      const answer = await postJson("openArchived", { sessionId: id.data });
      if (answer.ok) setSession(answer.session);
      else setRefusal(answer.refusal);
    }
    void load();
  }, [sessionId]);

  const back = <ButtonLink href="/host/archive">{translate("back")}</ButtonLink>;
  if (refusal !== null) {
    return (
      <>
        <h1 className="mb-s4 text-h2 md:text-h1">{translate("title")}</h1>
        <Notice kind="refusal" title={translate("notOpened")} actions={back}>
          {translateRefusal(refusal)}
        </Notice>
      </>
    );
  }
  if (session === null) return <Notice kind="waiting">{translate("loading")}</Notice>;
  const bots = new Map(
    session.teams.flatMap(({ teamNumber, bot }) => (bot === null ? [] : [[teamNumber, bot] as const])),
  );
  return (
    <BotTeamsProvider bots={bots}>
      <Heading session={session} />
      {session.rounds.length === 0 && (
        <Notice title={translate("noRounds")}>{translate("noRoundsText")}</Notice>
      )}
      {session.rounds.map((round) => (
        <RoundRecord key={`${round.roundIndex}/${round.attempt}`} session={session} round={round} />
      ))}
      <ExportSession sessionId={session.sessionId} />
      {session.closedAtMs === null ? (
        <Notice title={translate("stillRunning")}>{translate("stillRunningText")}</Notice>
      ) : (
        <DeleteSession sessionId={session.sessionId} />
      )}
      <p className="mt-s5">{back}</p>
    </BotTeamsProvider>
  );
}

function Heading({ session }: { session: ArchivedSession }) {
  const translate = useTranslations("archive");
  const opened = useOpenedText()(session.createdAtMs);
  const seats = session.teams.flatMap((team) => team.seats).length;
  return (
    <>
      <h1 className="text-h2 md:text-h1">{translate("session", { opened, joinCode: session.joinCode })}</h1>
      <p className="mt-s1 mb-s5 text-ink-2">
        {translate("size", { seats, rounds: session.rounds.length })}
        {session.isRehearsal && ` · ${translate("rehearsal")}`}
      </p>
    </>
  );
}
