import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";

type Props = {
  readonly title: string;
  readonly points: number;
  readonly most: number;
  /** How the points come about, with the round's own numbers. */
  readonly explanation: ReactNode;
  readonly children: ReactNode;
};

/** One of the three parts of the points. */
export function ResultPart({ title, points, most, explanation, children }: Props) {
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
      <p className="mb-s2 leading-snug text-ink-2">{explanation}</p>
      {children}
    </section>
  );
}
