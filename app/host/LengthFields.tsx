"use client";

import { useTranslations } from "next-intl";
import { type LessonDraft, limits } from "./lesson-draft";
import { NumberField } from "./NumberField";

type Props = {
  draft: LessonDraft;
  onChange: (change: (draft: LessonDraft) => LessonDraft) => void;
};

const lengthNames = ["briefingSeconds", "exploringSeconds", "racingSeconds"] as const;

/** Size of class and teams and the lengths of the phases that have a clock. */
export function LengthFields({ draft, onChange }: Props) {
  const translate = useTranslations("host");
  return (
    <>
      <NumberField
        label={translate("teamSize")}
        unit={translate("seatsUnit")}
        value={draft.seatsPerTeam}
        {...limits.seatsPerTeam}
        onChange={(seatsPerTeam) => onChange((previous) => ({ ...previous, seatsPerTeam }))}
      />
      <NumberField
        label={translate("classSize")}
        unit={translate("seatsUnit")}
        value={draft.classSize}
        {...limits.classSize}
        onChange={(classSize) => onChange((previous) => ({ ...previous, classSize }))}
      />
      {lengthNames.map((name) => (
        <NumberField
          key={name}
          label={translate(name)}
          unit={translate("secondsUnit")}
          value={draft.lengths[name]}
          {...limits[name]}
          onChange={(seconds) =>
            onChange((previous) => ({ ...previous, lengths: { ...previous.lengths, [name]: seconds } }))
          }
        />
      ))}
    </>
  );
}
