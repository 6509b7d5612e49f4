"use client";

import { useTranslations } from "next-intl";
import { BallotModeField, CommitByField, JoinPolicyField, TeamModeField } from "./ClassRuleField";
import { type LessonDraft, limits } from "./lesson-draft";
import { NumberField } from "./NumberField";

type Props = {
  draft: LessonDraft;
  onChange: (change: (draft: LessonDraft) => LessonDraft) => void;
};

/** Size of class and teams, how teams come about and commit, and who lets students in. */
export function ClassFields({ draft, onChange }: Props) {
  const translate = useTranslations("host");
  const set = (changed: Partial<LessonDraft>) => onChange((previous) => ({ ...previous, ...changed }));
  const { seatsPerTeam, classSize, teamMode, commitBy, joinPolicy, ballotMode } = draft;
  return (
    <>
      <NumberField
        label={translate("teamSize")}
        unit={translate("seatsUnit")}
        value={seatsPerTeam}
        {...limits.seatsPerTeam}
        onChange={(value) => set({ seatsPerTeam: value })}
      />
      <NumberField
        label={translate("classSize")}
        unit={translate("seatsUnit")}
        value={classSize}
        {...limits.classSize}
        onChange={(value) => set({ classSize: value })}
      />
      {seatsPerTeam > 1 && <TeamModeField value={teamMode} onChange={(value) => set({ teamMode: value })} />}
      <CommitByField value={commitBy} onChange={(value) => set({ commitBy: value })} />
      <BallotModeField value={ballotMode} onChange={(value) => set({ ballotMode: value })} />
      <JoinPolicyField value={joinPolicy} onChange={(value) => set({ joinPolicy: value })} />
    </>
  );
}
