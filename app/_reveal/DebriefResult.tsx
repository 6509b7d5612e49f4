"use client";

import { useTranslations } from "next-intl";
import type { DebriefView } from "@/core/game/view";

/** What the class says it saw: answers as counted marks, and its lines of evidence. */
export function DebriefResult({ debrief }: { debrief: DebriefView }) {
  const translate = useTranslations("reveal");
  return (
    <div className="grid gap-s5 lg:grid-cols-2">
      <section>
        <h3 className="mb-s2 text-lead">{translate("debriefSaw")}</h3>
        <ul className="m-0 list-none p-0">
          {debrief.counts.map(({ observation, count }) => (
            <li
              key={observation}
              className="grid grid-cols-[1fr_auto] gap-x-s3 border-t rule-faint py-s2 leading-snug"
            >
              <span>{translate(`observation.${observation}`)}</span>
              <span className="font-medium">{count}</span>
              <span className="col-span-2 flex flex-wrap gap-1" aria-hidden="true">
                {Array.from({ length: count }, (_, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: equal marks
                  <span key={index} className="h-[0.6em] w-[0.6em] bg-ink" />
                ))}
              </span>
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h3 className="mb-s2 text-lead">{translate("debriefEvidence")}</h3>
        {debrief.evidence.length === 0 && <p className="text-ink-2">{translate("debriefNoEvidence")}</p>}
        <ul className="m-0 list-none p-0">
          {debrief.evidence.map((line, index) => (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: two people may write the same line
              key={index}
              className="border-t rule-faint py-s2 leading-snug break-words in-data-[scale=projector]:line-clamp-2"
            >
              {line}
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
