"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { DebriefResult } from "@/app/_reveal/DebriefResult";
import { StandingAfterRound } from "@/app/_reveal/StandingAfterRound";
import { Button } from "@/app/_ui/Button";
import { TextField } from "@/app/_ui/TextField";
import { type Observation, ObservationSchema } from "@/core/game/session-state";
import { Column } from "../_player/Column";
import type { PhaseProps } from "../_player/phase-props";
import { RefusalNotice } from "../_player/RefusalNotice";
import { SoloNext } from "../_player/SoloNext";
import { useCommand } from "../_player/use-command";

const longestEvidence = 200;

/** What did you see? An observation, one line of evidence, then what the class said. */
export function Debrief({ shared, own }: PhaseProps) {
  const translate = useTranslations("play.debrief");
  const hasAnswered = own.debriefAnswer !== null;
  const isLast = shared.roundNumber >= shared.roundCount;
  return (
    <Column>
      <h1 className="text-h2">{translate("title")}</h1>
      <AnswerForm shared={shared} own={own} />
      {hasAnswered && shared.mode === "class" && shared.debrief !== null && (
        <section className="border-t rule-ink pt-s3">
          <h2 className="visually-hidden">{translate("classTitle")}</h2>
          <DebriefResult debrief={shared.debrief} />
        </section>
      )}
      {shared.mode === "class" && <StandingAfterRound shared={shared} highlightTeamId={own.teamId} />}
      {shared.mode === "solo" && (
        <SoloNext
          shared={shared}
          label={translate(isLast ? "soloFinish" : "soloNextRound")}
          isSecondary={!hasAnswered}
        />
      )}
    </Column>
  );
}

function AnswerForm({ shared, own }: PhaseProps) {
  const translate = useTranslations("play.debrief");
  const { run, refusal, isBusy } = useCommand();
  const [observation, setObservation] = useState<Observation | null>(own.debriefAnswer?.observation ?? null);
  const [evidence, setEvidence] = useState(own.debriefAnswer?.evidence ?? "");
  const isSolo = shared.mode === "solo";
  const [isMissing, setIsMissing] = useState(false);
  const isSaved =
    own.debriefAnswer !== null &&
    own.debriefAnswer.observation === observation &&
    own.debriefAnswer.evidence === evidence;

  async function handleSubmit(event: FormEvent) {
    event.preventDefault();
    setIsMissing(observation === null);
    if (observation === null || isBusy) return;
    await run("debrief:answer", { phaseSequence: shared.phaseSequence, observation, evidence });
  }

  return (
    <form onSubmit={handleSubmit} className="flex flex-col gap-s4">
      <fieldset>
        <legend className="font-medium">{translate(isSolo ? "questionSolo" : "question")}</legend>
        <div className="mt-s1">
          {ObservationSchema.options.map((option) => (
            <label
              key={option}
              className="flex min-h-11 items-center gap-s3 border-b rule-faint leading-snug"
            >
              <input
                type="radio"
                name="observation"
                value={option}
                checked={observation === option}
                onChange={() => setObservation(option)}
                className="size-5 flex-none accent-ink"
              />
              {translate(`observation.${option}`)}
            </label>
          ))}
        </div>
        <p role="alert" className="text-small font-medium text-neg empty:hidden">
          {isMissing && observation === null && translate("missing")}
        </p>
      </fieldset>
      <TextField
        label={translate("evidenceLabel")}
        hint={translate(isSolo ? "evidenceHintSolo" : "evidenceHint")}
        value={evidence}
        maxLength={longestEvidence}
        autoComplete="off"
        onChange={(event) => setEvidence(event.target.value)}
      />
      <RefusalNotice refusal={refusal} />
      <Button
        type="submit"
        variant={own.debriefAnswer === null ? "primary" : "secondary"}
        size="large"
        wide
        aria-disabled={isBusy || isSaved}
      >
        {translate(isSaved ? "saved" : own.debriefAnswer === null ? "send" : "sendAgain")}
      </Button>
    </form>
  );
}
