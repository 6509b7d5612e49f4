"use client";

import { useTranslations } from "next-intl";
import type { BallotMode, CommitBy, JoinPolicy, TeamMode } from "@/core/game/lesson";
import { ballotModes, commitRules, joinPolicies, teamModes } from "./class-rule-options";
import { SelectField } from "./SelectField";

type Choice = TeamMode | CommitBy | JoinPolicy | BallotMode;

type Props<Value extends Choice> = {
  name: "teamMode" | "commitBy" | "joinPolicy" | "ballotMode";
  values: readonly Value[];
  value: Value;
  onChange: (value: Value) => void;
};

/** One rule of the class as a list of choices, with what the present choice means. */
function ClassRuleField<Value extends Choice>({ name, values, value, onChange }: Props<Value>) {
  const translate = useTranslations("host.rules");
  const present: Choice = value;
  return (
    <div className="py-s2">
      <SelectField
        label={translate(`label.${name}`)}
        value={value}
        options={values.map((choice: Choice) => ({ value: choice, label: translate(`name.${choice}`) }))}
        onChange={(typed) => {
          const chosen = values.find((choice) => choice === typed);
          if (chosen !== undefined) onChange(chosen);
        }}
      />
      <p className="mt-s1 text-small leading-snug text-ink-2">{translate(`text.${present}`)}</p>
    </div>
  );
}

type FieldProps<Value> = { value: Value; onChange: (value: Value) => void };

/** How seats come into teams. */
export function TeamModeField(props: FieldProps<TeamMode>) {
  return <ClassRuleField name="teamMode" values={teamModes} {...props} />;
}

/** What makes a team's design final. */
export function CommitByField(props: FieldProps<CommitBy>) {
  return <ClassRuleField name="commitBy" values={commitRules} {...props} />;
}

/** How teams say what they believe. */
export function BallotModeField(props: FieldProps<BallotMode>) {
  return <ClassRuleField name="ballotMode" values={ballotModes} {...props} />;
}

/** Whether joins wait for the host. */
export function JoinPolicyField(props: FieldProps<JoinPolicy>) {
  return <ClassRuleField name="joinPolicy" values={joinPolicies} {...props} />;
}
