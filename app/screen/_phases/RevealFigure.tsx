"use client";

import { useTranslations } from "next-intl";
import { DepthFigure } from "@/app/_reveal/DepthFigure";
import { EvidenceKey } from "@/app/_reveal/EvidenceKey";
import { CountedMarks } from "@/app/screen/_frame/CountedMarks";
import { ScreenFrame } from "@/app/screen/_frame/ScreenFrame";
import type { RevealScreenProps } from "./RevealScreen";

/** The class's runs over depth; until the host opens it, only how many have drawn their prediction. */
export function RevealFigure({ shared, round, reveal }: RevealScreenProps) {
  const translate = useTranslations("screen");
  const translateReveal = useTranslations("reveal");
  const { deck } = round;
  return (
    <ScreenFrame
      title={translateReveal("figureTitle")}
      subtitle={translateReveal("figureSubtitle", {
        inputDimension: deck.inputDimension,
        samples: deck.trainingSampleCount,
        tests: deck.testSampleCount,
      })}
    >
      {shared.figure === null ? (
        <LockedFigure shared={shared} round={round} />
      ) : (
        <div className="grid grid-cols-[minmax(0,1fr)_calc(360*var(--unit))] gap-x-s6">
          <DepthFigure
            deck={deck}
            figure={shared.figure}
            teams={shared.teams}
            prediction={null}
            highlightTeamId={null}
            hypothesis={reveal.hypothesis}
            withoutControls
            hideTitle
          />
          <EvidenceKey />
        </div>
      )}
      {shared.figure !== null && <p className="visually-hidden">{translate("figureShown")}</p>}
    </ScreenFrame>
  );
}

function LockedFigure({ shared, round }: Pick<RevealScreenProps, "shared" | "round">) {
  const translate = useTranslations("screen");
  const total = shared.counts.seats;
  const { depths } = round.deck.designGrid;
  return (
    <section className="flex flex-1 flex-col border-[3px] rule-ink bg-paper-sunk px-s6 py-s5">
      <h2 className="text-h2">{translate("lockedTitle")}</h2>
      <p className="mt-s2 max-w-[44em] text-ink-2">{translate("lockedText")}</p>
      <EmptyAxis depths={depths} />
      <p className="mt-auto flex flex-wrap items-center gap-s4 text-h2">
        {total <= 40 && <CountedMarks filled={round.predictedCount} total={total} />}
        {translate("haveDrawn", { count: round.predictedCount, total })}
      </p>
    </section>
  );
}

/** Chance line and depths with nothing between them: the place for the drawing. */
function EmptyAxis({ depths }: { depths: readonly number[] }) {
  const translate = useTranslations("screen");
  const least = Math.min(...depths) - 0.5;
  const most = Math.max(...depths) + 0.5;
  const place = (depth: number) => ((depth - least) / (most - least)) * 1200;
  return (
    <svg
      viewBox="0 0 1200 330"
      role="img"
      aria-label={translate("emptyAxis")}
      className="my-s4 h-[calc(420*var(--unit))] w-full"
    >
      <path d="M0 30H1200" stroke="var(--ink)" strokeWidth={2.5} strokeDasharray="3 9" />
      <text x={1200} y={18} textAnchor="end" fontSize={28} style={{ fill: "var(--ink-2)" }}>
        {translate("chance")}
      </text>
      <path d="M0 270H1200" stroke="var(--ink)" strokeWidth={3} />
      {depths.map((depth) => (
        <g key={depth}>
          <path d={`M${place(depth)} 270v12`} stroke="var(--ink)" strokeWidth={2} />
          <text x={place(depth)} y={318} textAnchor="middle" fontSize={30}>
            {depth}
          </text>
        </g>
      ))}
    </svg>
  );
}
