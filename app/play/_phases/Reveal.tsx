"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import { EvidencePage } from "@/app/_reveal/EvidencePage";
import { RulePage } from "@/app/_reveal/RulePage";
import { Button } from "@/app/_ui/Button";
import { type RevealPage, revealPages } from "@/core/game/reveal-pages";
import type { RevealView, RoundView } from "@/core/game/view";
import { Column } from "../_player/Column";
import type { PhaseProps } from "../_player/phase-props";
import { RefusalNotice } from "../_player/RefusalNotice";
import { useCommand } from "../_player/use-command";
import { OwnResult } from "../_result/OwnResult";
import { FigurePage } from "./FigurePage";

/** The pages of the reveal. The host opens them; a player may turn back to any that is open. */
export function Reveal({ shared, own }: PhaseProps) {
  const translate = useTranslations("play.reveal");
  const { round, reveal } = shared;
  const openPage = round?.revealPage ?? 0;
  const [pageIndex, setPageIndex] = useState(openPage);
  useEffect(() => setPageIndex(openPage), [openPage]);
  if (round === null || reveal === null) return null;

  const shownIndex = Math.min(pageIndex, openPage);
  const Page = pageTable[revealPages[shownIndex] ?? "result"];
  return (
    <Column wide>
      <h1 className="visually-hidden">{translate("pages")}</h1>
      <div className="min-w-0 flex-1" key={shownIndex}>
        <Page shared={shared} own={own} round={round} reveal={reveal} />
      </div>
      <PageTurner
        shared={shared}
        own={own}
        shownIndex={shownIndex}
        openPage={openPage}
        onTurn={setPageIndex}
      />
    </Column>
  );
}

type PageProps = PhaseProps & { readonly round: RoundView; readonly reveal: RevealView };

const pageTable = {
  result: (props: PageProps) => <OwnResult {...props} />,
  rule: ({ reveal, round }: PageProps) => <RulePage reveal={reveal} deck={round.deck} />,
  "depth-figure": (props: PageProps) => <FigurePage {...props} />,
  evidence: ({ shared, own, reveal, round }: PageProps) => (
    <EvidencePage reveal={reveal} figure={shared.figure ?? own.figure} deck={round.deck} />
  ),
} satisfies Record<RevealPage, (props: PageProps) => ReactNode>;

type TurnerProps = PhaseProps & {
  readonly shownIndex: number;
  readonly openPage: number;
  readonly onTurn: (index: number) => void;
};

function PageTurner({ shared, own, shownIndex, openPage, onTurn }: TurnerProps) {
  const translate = useTranslations("play.reveal");
  const { run, refusal, isBusy } = useCommand();
  const isSolo = shared.mode === "solo";
  const isLastPage = shownIndex === revealPages.length - 1;
  const mayTurnOn = shownIndex < openPage || isSolo;
  // A drawing that is still to be made is the thing to do on its page.
  const mustDraw = revealPages[shownIndex] === "depth-figure" && (shared.figure ?? own.figure) === null;

  function turnOn() {
    if (isBusy) return;
    const { phaseSequence } = shared;
    if (shownIndex < openPage) onTurn(shownIndex + 1);
    else if (isLastPage) void run("phase:next", { phaseSequence });
    else void run("reveal:page", { phaseSequence, page: shownIndex + 1 });
  }

  return (
    <nav className="flex flex-col gap-s2 border-t rule-ink pt-s3" aria-label={translate("pages")}>
      <RefusalNotice refusal={refusal} />
      <p className="text-center text-small text-ink-2" aria-live="polite">
        {translate("page", { page: shownIndex + 1, count: revealPages.length })}
        {!mayTurnOn && ` · ${translate("hostTurns")}`}
      </p>
      <div className="flex items-stretch gap-s3">
        <Button size="large" disabled={shownIndex === 0} onClick={() => onTurn(shownIndex - 1)}>
          {translate("back")}
        </Button>
        {mayTurnOn && (
          <Button
            size="large"
            className="flex-1"
            variant={isSolo && !mustDraw ? "primary" : "secondary"}
            onClick={turnOn}
          >
            {translate(nextLabels[revealPages[shownIndex] ?? "result"])}
          </Button>
        )}
      </div>
    </nav>
  );
}

const nextLabels = {
  result: "toRule",
  rule: "toFigure",
  "depth-figure": "toEvidence",
  evidence: "toDebrief",
} as const satisfies Record<RevealPage, string>;
