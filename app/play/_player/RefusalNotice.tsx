import { useTranslations } from "next-intl";
import { Notice } from "@/app/_ui/Notice";
import type { Refusal } from "@/core/game/refusal";

/** Says why the last command was refused and what to do. */
export function RefusalNotice({ refusal }: { readonly refusal: Refusal | null }) {
  const translate = useTranslations("refusal");
  if (refusal === null) return null;
  return <Notice kind="refusal">{translate(refusal)}</Notice>;
}
