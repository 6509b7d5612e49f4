import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";

type Props = {
  readonly title: string;
  readonly points: number;
  readonly most: number;
  /** The numbers that make the points, in words. */
  readonly summary: ReactNode;
  /** How the points come about from them; one tap away. */
  readonly explanation: ReactNode;
  readonly children: ReactNode;
};

/** One of the three parts of the points. */
export function ResultPart({ title, points, most, summary, explanation, children }: Props) {
  const translate = useTranslations("play.result");
  const format = useFormatter();
  return (
    <section className="mt-s3 border-t rule-ink pt-s2">
      <h3 className="flex items-baseline text-lead font-semibold">
        {title}
        <span className="ml-auto text-h3">
          {format.number(points, { minimumFractionDigits: 1, maximumFractionDigits: 1 })}
        </span>
        <small className="ml-1.5 text-small font-normal text-ink-2">{translate("of", { total: most })}</small>
      </h3>
      <div className="mb-s2 leading-snug text-ink-2">{summary}</div>
      {children}
      <details className="text-small text-ink-2">
        <summary className="min-h-11 content-center">{translate("howCounted")}</summary>
        <p className="pb-s2 leading-snug">{explanation}</p>
      </details>
    </section>
  );
}
