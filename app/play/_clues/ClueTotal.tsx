import { useTranslations } from "next-intl";
import type { ClueView } from "@/core/game/view";

/** How many clues the team has bought and what they have cost together. */
export function ClueTotal({ clues }: { readonly clues: readonly ClueView[] }) {
  const translate = useTranslations("play.clues");
  const credits = clues.reduce((sum, { price }) => sum + price, 0);
  return <p className="mt-s1 text-ink-2">{translate("boughtCount", { count: clues.length, credits })}</p>;
}
