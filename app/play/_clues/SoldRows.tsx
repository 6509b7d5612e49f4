"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useChartNumbers } from "@/app/_ui/charts/use-chart-numbers";
import { TableToggle } from "@/app/_ui/TableToggle";
import { LabelSign } from "./LabelSign";

type Row = { readonly inputs: readonly number[]; readonly label: 0 | 1 };
type Props = { readonly title: string; readonly rows: readonly Row[] };

/** Standard deviations from the middle of a strip to its edge. */
const edge = 2.5;

/** Each row as a strip of bars, up for positive inputs and down for negative ones, with its label beside it. */
export function SoldRows({ title, rows }: Props) {
  const translate = useTranslations("play.clues");
  const numbers = useChartNumbers();
  const [isTable, setTable] = useState(false);
  const inputCount = rows[0]?.inputs.length ?? 0;
  return (
    <div className="mt-s1">
      {isTable ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section className="overflow-x-auto" aria-label={title} tabIndex={0}>
          <table className="text-right text-small" aria-label={title}>
            <thead>
              <tr>
                <th scope="col" className="pr-s2 text-left font-normal text-ink-2">
                  {translate("label")}
                </th>
                {Array.from({ length: inputCount }, (_, input) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: an input is its place
                  <th key={input} scope="col" className="px-1 font-normal text-ink-2">
                    {translate("inputShort", { number: input + 1 })}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
                <tr key={place} className="border-t rule-faint">
                  <th scope="row" className="text-left font-normal">
                    {row.label === 1 ? "+" : "−"}
                  </th>
                  {row.inputs.map((value, input) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: an input is its place
                    <td key={input} className="px-1">
                      {numbers.error(value)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : (
        <div
          role="img"
          aria-label={translate("rowsDescription", { count: rows.length, inputs: inputCount })}
          className="max-w-[420px]"
        >
          {rows.map((row, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
            <RowStrip key={place} row={row} />
          ))}
          <p className="flex justify-between pl-7 text-small text-ink-2">
            <span>{translate("inputShort", { number: 1 })}</span>
            <span>{translate("inputShort", { number: inputCount })}</span>
          </p>
        </div>
      )}
      <TableToggle shown={isTable} onToggle={() => setTable(!isTable)} />
    </div>
  );
}

function RowStrip({ row }: { readonly row: Row }) {
  const { inputs, label } = row;
  return (
    <div className="flex items-center gap-s2 border-b rule-faint py-px">
      <span className="w-5 flex-none">
        <LabelSign label={label} isStrong />
      </span>
      <svg
        viewBox={`0 0 ${inputs.length * 10} 28`}
        className="h-7 min-w-0 flex-1"
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {inputs.map((value, input) => {
          const height = (Math.min(edge, Math.abs(value)) / edge) * 14;
          return (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: an input is its place
              key={input}
              x={input * 10 + 1.5}
              y={value > 0 ? 14 - height : 14}
              width="7"
              height={height}
              fill={value > 0 ? "var(--pos)" : "var(--neg)"}
            />
          );
        })}
        <path d={`M0 14H${inputs.length * 10}`} stroke="var(--ink)" strokeWidth="1" />
      </svg>
    </div>
  );
}
