import { useTranslations } from "next-intl";
import type { Deck, Hypothesis } from "@/core/tasks/deck";
import { reportedClaims } from "@/core/theory/reported-claims";
import { hypothesisParts } from "./hypothesis-label";
import { reportedDirection } from "./reported-claims";

/** The published orders of depth, as directions: no error was printed, so none is shown. */
export function ReportedEvidence({ hypothesis, deck }: { hypothesis: Hypothesis; deck: Deck }) {
  const translate = useTranslations("reveal");
  const k = hypothesisParts(hypothesis)?.k ?? 0;
  const direction = reportedDirection(hypothesis);
  return (
    <>
      <p>
        {direction === null
          ? translate(k === 0 ? "reportedNothingHere" : "reportedNothing", { k })
          : translate(direction === "deeper" ? "reportedDeeper" : "reportedShallower", { k })}
      </p>
      {/* The table is about product rules, not about pictures. */}
      {deck.loss !== "squared" && <ReportedTable k={k} deck={deck} />}
    </>
  );
}

function ReportedTable({ k, deck }: { k: number; deck: Deck }) {
  const translate = useTranslations("reveal");
  const translateTask = useTranslations("tasks");
  return (
    <>
      <table className="w-full">
        <caption className="visually-hidden">{translate("reportedTable")}</caption>
        <thead>
          <tr className="text-left text-ink-2">
            <th scope="col" className="py-[0.15em] pr-s2 font-normal">
              k
            </th>
            <th scope="col" className="py-[0.15em] pr-s2 font-normal">
              {translateTask("local")}
            </th>
            <th scope="col" className="py-[0.15em] font-normal">
              {translateTask("global")}
            </th>
          </tr>
        </thead>
        <tbody>
          {reportedClaims.map((claim) => (
            <tr
              key={claim.k}
              className="border-t rule-faint align-top"
              style={{ fontWeight: claim.k === k ? "var(--weight-medium)" : undefined }}
            >
              <th scope="row" className="py-[0.15em] pr-s2 text-left font-[inherit]">
                {claim.k}
              </th>
              <td className="py-[0.15em] pr-s2">
                {translate(`direction.${claim.local}`)}
                <span className="block text-ink-2">
                  {translate("inputsUsed", { count: claim.localInputs })}
                </span>
              </td>
              <td className="py-[0.15em]">
                {translate(`direction.${claim.global}`)}
                <span className="block text-ink-2">
                  {translate("inputsUsed", { count: claim.globalInputs })}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="text-ink-2">{translate("reportedSource", { inputDimension: deck.inputDimension })}</p>
    </>
  );
}
