"use client";

import { useTranslations } from "next-intl";

type Props = { shown: boolean; onToggle: () => void };

/** Changes a figure into the table of its numbers and back. */
export function TableToggle({ shown, onToggle }: Props) {
  const translate = useTranslations("ui");
  return (
    <button type="button" className="button text-small" data-variant="quiet" onClick={onToggle}>
      {translate(shown ? "showFigure" : "showTable")}
    </button>
  );
}
