import { useTranslations } from "next-intl";
import type { ErrorKind } from "@/app/_ui/charts/error-kind";
import type { FigureView, RevealView } from "@/core/game/view";
import { bestMeasured } from "@/core/scoring/regret-scale";
import type { MeasuredDepth } from "@/core/tasks/deck";
import { errorText } from "./error-text";

type Props = { reveal: RevealView; figure: FigureView | null; errorKind: ErrorKind };

/** The bank's numbers for this preset and the house run on this very task. */
export function MeasuredEvidence({ reveal, figure, errorKind }: Props) {
  const translate = useTranslations("reveal");
  const translateChart = useTranslations("charts");
  if (figure === null) return <p>{translate("measuredLocked")}</p>;
  const best = bestMeasured(figure.measured);
  return (
    <>
      {best === null ? (
        <p>{translate("measuredNothing")}</p>
      ) : (
        <>
          <p>{translate(`claim.${figure.claim}`, { depth: best.depth })}</p>
          <MeasuredTable measured={figure.measured} bestDepth={best.depth} />
          <p className="text-ink-2">
            {translate("measuredSource", { seeds: best.replicaCount })}{" "}
            {translateChart(`errorMeans.${errorKind}`)}
          </p>
        </>
      )}
      {reveal.oracleError !== null && reveal.oracleSource === "house-run" && (
        <p>
          {translate("houseRun", {
            error: errorText(reveal.oracleError),
            depth: reveal.houseDesign.depth,
            width: reveal.houseDesign.width,
            rate: String(reveal.houseDesign.learningRate),
          })}
        </p>
      )}
    </>
  );
}

function MeasuredTable({ measured, bestDepth }: { measured: readonly MeasuredDepth[]; bestDepth: number }) {
  const translate = useTranslations("reveal");
  return (
    <table className="w-full">
      <caption className="visually-hidden">{translate("measuredTable")}</caption>
      <thead>
        <tr className="text-right text-ink-2">
          <th scope="col" className="py-[0.15em] text-left font-normal">
            {translate("depth")}
          </th>
          <th scope="col" className="py-[0.15em] font-normal">
            {translate("testError")}
          </th>
          <th scope="col" className="py-[0.15em] font-normal">
            {translate("width")}
          </th>
          <th scope="col" className="py-[0.15em] font-normal">
            {translate("rate")}
          </th>
        </tr>
      </thead>
      <tbody>
        {measured.map((row) => (
          <tr
            key={row.depth}
            className="border-t rule-faint text-right"
            style={{ fontWeight: row.depth === bestDepth ? "var(--weight-medium)" : undefined }}
          >
            <th scope="row" className="py-[0.15em] text-left font-[inherit]">
              {row.depth}
            </th>
            <td className="py-[0.15em] whitespace-nowrap">
              {errorText(row.meanError)}{" "}
              <span className="text-ink-2">± {errorText(row.standardDeviation)}</span>
            </td>
            <td className="py-[0.15em]">{row.width}</td>
            <td className="py-[0.15em]">{row.learningRate}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
