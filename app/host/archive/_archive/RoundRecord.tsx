"use client";

import { useFormatter, useTranslations } from "next-intl";
import { deckLabel } from "@/app/_reveal/deck-label";
import { errorText } from "@/app/_reveal/error-text";
import { hypothesisLabel } from "@/app/_reveal/hypothesis-label";
import { BotText } from "@/app/_ui/BotTeams";
import { Stamp } from "@/app/_ui/Stamp";
import { TeamName } from "@/app/_ui/TeamName";
import type { ArchivedRound, ArchivedSession, ArchivedTeamRound } from "@/core/contract/archive-bodies";

type Props = { session: ArchivedSession; round: ArchivedRound };

/** One attempt at a round: what each team built, how well it did, what it was worth. */
export function RoundRecord({ session, round }: Props) {
  const translate = useTranslations("archive");
  const translateDecks = useTranslations("decks");
  const translateTasks = useTranslations("tasks");
  const { roundIndex, hypothesis, oracleError, isVoid } = round;
  return (
    <section className="mb-s6">
      <h2 className="border-b rule-ink pb-s1">
        {translate("round", { number: roundIndex + 1, deck: deckLabel(translateDecks, round.deckId) })}
      </h2>
      <p className="mt-s2 text-ink-2">
        {isVoid && `${translate("void")} `}
        {hypothesis === null
          ? translate("hidden")
          : translate("rule", { name: hypothesisLabel(translateTasks, hypothesis) })}
        {oracleError !== null && ` ${translate("house", { error: errorText(oracleError) })}`}
      </p>
      <ul className="m-0 list-none p-0">
        {byRank(round.teams).map((team) => (
          <TeamLine key={team.teamId} session={session} team={team} />
        ))}
      </ul>
    </section>
  );
}

function pointsOf({
  points,
  accuracyPoints,
  beliefPoints,
  thriftPoints,
}: NonNullable<ArchivedTeamRound["score"]>) {
  return { points, accuracyPoints, beliefPoints, thriftPoints };
}

function byRank(teams: readonly ArchivedTeamRound[]): ArchivedTeamRound[] {
  return teams.toSorted((one, other) => (one.score?.rank ?? 0) - (other.score?.rank ?? 0));
}

function TeamLine({ session, team }: { session: ArchivedSession; team: ArchivedTeamRound }) {
  const translate = useTranslations("archive");
  const format = useFormatter();
  const who = session.teams.find(({ teamId }) => teamId === team.teamId);
  const teamNumber = who?.teamNumber ?? 1;
  const { design, score } = team;
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-s3 border-b rule-faint py-s3">
      <Stamp teamNumber={teamNumber} size="40px" />
      <div className="min-w-0">
        <h3 className="leading-tight">
          <TeamName teamNumber={teamNumber} withKanji />
        </h3>
        <BotText teamNumber={teamNumber} />
        {who !== undefined && who.bot === null && who.seats.length > 0 && (
          <p className="text-small text-ink-2">{format.list(who.seats.map(({ name }) => name))}</p>
        )}
        <p className="mt-s1">
          {design === null ? translate("noDesign") : translate("design", { ...design })}
          {team.isAutomatic && ` ${translate("automatic")}`}
          {` ${translate("work", { pilots: team.pilotCount, credits: team.creditsSpent })}`}
        </p>
        {score === null ? (
          <p className="text-ink-2">{translate("notScored")}</p>
        ) : (
          <>
            <p>
              {translate("errors", {
                mean: errorText(score.meanError),
                all: score.errors.map(errorText).join(", "),
              })}
            </p>
            <p>{translate("points", pointsOf(score))}</p>
          </>
        )}
      </div>
    </li>
  );
}
