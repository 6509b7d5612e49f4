"use client";

import { useTranslations } from "next-intl";
import { CreditMarks } from "@/app/_ui/CreditMarks";
import { type ThriftVerdict, thriftMost } from "./explain-score";
import { ResultPart } from "./ResultPart";

type Props = {
  readonly points: number;
  readonly verdict: ThriftVerdict;
  readonly budget: number;
  readonly left: number;
  readonly pilots: number;
  readonly clues: number;
};

/** Credits that were not spent, and whether they count. */
export function ThriftPart({ points, verdict, budget, left, pilots, clues }: Props) {
  const translate = useTranslations("play.result");
  return (
    <ResultPart
      title={translate("thrift")}
      points={points}
      most={thriftMost}
      summary={translate("paid", { spent: budget - left, budget, pilots, clues })}
      explanation={translate(`thriftFormula.${verdict}`, { left, budget })}
    >
      <CreditMarks total={budget} left={left} markSize={13} marksPerRow={20} />
    </ResultPart>
  );
}
