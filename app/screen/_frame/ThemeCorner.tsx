"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { themeCookieName, themeFromCookie } from "@/app/_ui/theme";
import { writePreference } from "@/app/_ui/write-preference";

/** Paper or dark room by the key D, or by a button that shows itself to mouse and keyboard only. */
export function ThemeCorner() {
  const translate = useTranslations("screen");
  useEffect(() => {
    function handleKey(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      if (event.key === "d" || event.key === "D") toggleTheme();
    }
    window.addEventListener("keydown", handleKey);
    return () => window.removeEventListener("keydown", handleKey);
  }, []);
  return (
    <button
      type="button"
      className="button fixed top-0 right-0 text-small opacity-0 hover:opacity-100 focus-visible:opacity-100"
      data-variant="quiet"
      onClick={toggleTheme}
    >
      {translate("switchTheme")}
    </button>
  );
}

function toggleTheme(): void {
  const root = document.documentElement;
  const next = themeFromCookie(root.dataset.theme) === "dark" ? "paper" : "dark";
  writePreference(themeCookieName, next);
  root.dataset.theme = next;
}
