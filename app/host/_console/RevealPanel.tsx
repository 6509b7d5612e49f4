"use client";

import { useTranslations } from "next-intl";
import { hypothesisLabel } from "@/app/_reveal/hypothesis-label";
import { Button } from "@/app/_ui/Button";
import { revealPages } from "@/core/game/reveal-pages";
import type { SharedView } from "@/core/game/view";
import { useHostCommands } from "./HostCommands";

/** Turns the pages of the reveal; the class sees on the projector what is marked here. */
export function RevealPanel({ shared }: { shared: SharedView }) {
  const translate = useTranslations("host");
  const translatePhase = useTranslations("phases");
  const translateTask = useTranslations("tasks");
  const { run } = useHostCommands();
  const { round, reveal, phaseSequence } = shared;
  if (round === null || reveal === null) return null;
  const page = round.revealPage;
  const seatCount = shared.counts.seats;
  const turnTo = (target: number) => void run("reveal:page", { phaseSequence, page: target });
  return (
    <section>
      <h2 className="mb-s1 flex flex-wrap items-baseline justify-between gap-x-s4 border-b rule-ink pb-s1">
        {translate("revealPages")}
        <span className="text-body font-normal text-ink-2">
          {translate("ruleIs", { name: hypothesisLabel(translateTask, reveal.hypothesis) })}
        </span>
      </h2>
      <ol className="m-0 list-none p-0">
        {revealPages.map((name, index) => (
          <li
            key={name}
            className="flex min-h-11 items-center gap-s3 border-b rule-faint"
            aria-current={index === page ? "page" : undefined}
          >
            <span className={index === page ? "font-semibold" : "text-ink-2"}>
              {index + 1} {translatePhase(`page.${name}`)}
            </span>
            {index === page && <span className="ml-auto text-small text-ink-2">{translate("onScreen")}</span>}
          </li>
        ))}
      </ol>
      <p className="mt-s3">
        {translate("haveDrawn", { count: round.predictedCount, total: seatCount })}{" "}
        {translate(round.figureUnlocked ? "figureOpen" : "figureLocked")}
      </p>
      <div className="mt-s2 flex flex-wrap gap-s2">
        <Button disabled={page === 0} onClick={() => turnTo(page - 1)}>
          {translate("pageBack")}
        </Button>
        <Button disabled={page + 1 >= revealPages.length} onClick={() => turnTo(page + 1)}>
          {translate("pageNext")}
        </Button>
        <Button disabled={round.figureUnlocked} onClick={() => void run("figure:unlock", { phaseSequence })}>
          {translate("unlockFigure")}
        </Button>
      </div>
    </section>
  );
}
