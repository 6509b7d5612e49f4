"use client";

import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { type Theme, themeCookieName, themeFromCookie, themes } from "./theme";
import { writePreference } from "./write-preference";

/** Paper for a lit room, dark for a darkened one; applies at once and is remembered. */
export function ThemeSwitch() {
  const translate = useTranslations("ui");
  const current = useSyncExternalStore(observeTheme, readTheme, () => "paper" as const);

  return (
    <fieldset className="switch-row">
      <legend className="visually-hidden">{translate("theme")}</legend>
      {themes.map((theme) => (
        <button
          key={theme}
          type="button"
          className="switch-choice"
          aria-pressed={theme === current}
          onClick={() => applyTheme(theme)}
        >
          {translate(theme === "paper" ? "themePaper" : "themeDark")}
        </button>
      ))}
    </fieldset>
  );
}

function applyTheme(theme: Theme): void {
  writePreference(themeCookieName, theme);
  document.documentElement.dataset.theme = theme;
}

function readTheme(): Theme {
  return themeFromCookie(document.documentElement.dataset.theme);
}

function observeTheme(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  return () => observer.disconnect();
}
