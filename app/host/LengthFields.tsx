"use client";

import { useTranslations } from "next-intl";
import { type LessonDraft, limits } from "./lesson-draft";
import { NumberField } from "./NumberField";

type Props = {
  draft: LessonDraft;
  onChange: (change: (draft: LessonDraft) => LessonDraft) => void;
};

const lengthNames = ["briefingSeconds", "exploringSeconds", "racingSeconds"] as const;

/** The lengths of the phases that have a clock. */
export function LengthFields({ draft, onChange }: Props) {
  const translate = useTranslations("host");
  return lengthNames.map((name) => (
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
  ));
}
