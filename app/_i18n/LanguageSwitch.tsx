"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useTransition } from "react";
import { writePreference } from "@/app/_ui/write-preference";
import { localeCookieName, type PublicLocale, publicLocales } from "./locale";

/** A language is always named in itself. */
const names: Record<PublicLocale, string> = { en: "English", ja: "日本語" };

/** Changes the language of the whole site in place: what the page holds stays. */
export function LanguageSwitch() {
  const translate = useTranslations("ui");
  const current = useLocale();
  const router = useRouter();
  const [isPending, startTransition] = useTransition();

  function choose(locale: PublicLocale) {
    writePreference(localeCookieName, locale);
    startTransition(() => router.refresh());
  }

  return (
    <fieldset className="switch-row" aria-busy={isPending}>
      <legend className="visually-hidden">{translate("language")}</legend>
      {publicLocales.map((locale) => (
        <button
          key={locale}
          type="button"
          lang={locale}
          className="switch-choice"
          aria-pressed={locale === current}
          onClick={() => choose(locale)}
        >
          {names[locale]}
        </button>
      ))}
    </fieldset>
  );
}
