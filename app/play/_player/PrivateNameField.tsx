"use client";

import { useTranslations } from "next-intl";
import { TextField } from "@/app/_ui/TextField";

type Props = { readonly value: string; readonly onChange: (value: string) => void };

/** A real name or student number for the host alone; may stay empty. */
export function PrivateNameField({ value, onChange }: Props) {
  const translate = useTranslations("play.join");
  return (
    <TextField
      label={translate("privateNameLabel")}
      hint={translate("privateNameHint")}
      value={value}
      maxLength={60}
      autoComplete="off"
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
