"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { errorKindOf } from "@/app/_ui/charts/error-kind";
import type { FigureView, RevealView } from "@/core/game/view";
import type { Deck } from "@/core/tasks/deck";
import { DerivedEvidence } from "./DerivedEvidence";
import { type EvidenceKind, EvidenceMark } from "./EvidenceMark";
import { MeasuredEvidence } from "./MeasuredEvidence";
import { ReportedEvidence } from "./ReportedEvidence";
import { RevealTitle } from "./RevealTitle";
import { isProductRule } from "./rule-geometry";
import { SignFlip } from "./SignFlip";

type Props = {
  reveal: RevealView;
  /** Null while the class figure is locked: its numbers are then not shown here either. */
  figure: FigureView | null;
  deck: Deck;
};

/** What others claim, what our bank measured and what can be derived: three kinds of evidence, never mixed. */
export function EvidencePage({ reveal, figure, deck }: Props) {
  const translate = useTranslations("reveal");
  return (
    <section>
      <RevealTitle title={translate("evidenceTitle")} subtitle={translate("evidenceSubtitle")} />
      <div className="grid gap-s5 lg:grid-cols-3">
        <Part kind="reported" title={translate("reportedTitle")}>
          <ReportedEvidence hypothesis={reveal.hypothesis} deck={deck} />
        </Part>
        <Part kind="measured" title={translate("measuredTitle")}>
          <MeasuredEvidence reveal={reveal} figure={figure} errorKind={errorKindOf(deck)} />
        </Part>
        <Part kind="derived" title={translate("derivedTitle")}>
          {isProductRule(reveal.rule) ? (
            <DerivedEvidence rule={reveal.rule} deck={deck} />
          ) : (
            <p>{translate("derivedNothing")}</p>
          )}
        </Part>
      </div>
      {/* What was reported of product rules says nothing about pictures. */}
      {errorKindOf(deck) === "share" && (
        <div className="mt-s4 border-t rule-faint pt-s3">
          <SignFlip />
        </div>
      )}
    </section>
  );
}

function Part({ kind, title, children }: { kind: EvidenceKind; title: string; children: ReactNode }) {
  return (
    <section className="min-w-0">
      <h3 className="mb-s3 flex items-center gap-s3 border-b rule-ink pb-s2 text-lead">
        <EvidenceMark kind={kind} />
        {title}
      </h3>
      <div className="flex flex-col gap-s3 text-small leading-snug lg:text-body lg:leading-snug in-data-[scale=projector]:gap-s2 in-data-[scale=projector]:text-small!">
        {children}
      </div>
    </section>
  );
}
