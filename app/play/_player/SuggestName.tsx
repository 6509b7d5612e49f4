"use client";

import { useLocale } from "next-intl";
import { Button } from "@/app/_ui/Button";

type Props = { readonly label: string; readonly onSuggest: (name: string) => void };

/** Puts a name into the field for somebody who has none in mind; each press gives another one. */
export function SuggestName({ label, onSuggest }: Props) {
  const locale = useLocale();

  async function suggest() {
    // The word lists come when they are asked for.
    const { suggestedName, suggestedNameCount } = await import("@/core/game/suggested-name");
    const index = Math.floor(Math.random() * suggestedNameCount);
    onSuggest(suggestedName(locale === "ja" ? "ja" : "en", index));
  }

  return (
    <Button
      variant="quiet"
      className="mt-s1 -ml-2 text-small"
      onClick={() => void suggest().catch(() => undefined)}
    >
      {label}
    </Button>
  );
}
