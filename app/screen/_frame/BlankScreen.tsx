"use client";

import { useTranslations } from "next-intl";

/** Nothing at all for the class, black in every theme; a screen reader is told that this is meant. */
export function BlankScreen() {
  const translate = useTranslations("screen");
  return (
    <main id="main" className="fixed inset-0 bg-black" data-blank>
      <h1 className="visually-hidden">{translate("blank")}</h1>
    </main>
  );
}
