"use client";

import { type ReactNode, useId, useState } from "react";
import { TableToggle } from "../TableToggle";
import type { ChartTable } from "./chart-table";
import { type ChartSize, useChartSize } from "./use-chart-size";

export type ChartTexts = {
  title: string;
  /** What the figure shows in one sentence, for those who do not see it. */
  description: string;
  /** Small words beside the title. */
  subtitle?: ReactNode;
  /** Source, assumptions, experiment or theorem. */
  caption?: ReactNode;
};

type Props = ChartTexts & {
  /** A function is called only while the table is shown: figures that change ten times a second need that. */
  table: ChartTable | (() => ChartTable);
  height: (size: ChartSize) => number;
  children: (size: ChartSize & { height: number }) => ReactNode;
  /** A projector has no controls: the table is then only read aloud. */
  withoutControls?: boolean;
  /** Title for listeners only, where the page already says it. */
  hideTitle?: boolean;
  /** Below the drawing, such as a legend. */
  legend?: (size: ChartSize) => ReactNode;
};

/** A figure with title, drawing, caption and the table of its numbers. */
export function ChartFrame(props: Props) {
  const { title, description, subtitle, caption, table, height, children, legend } = props;
  const { withoutControls = false, hideTitle = false } = props;
  const { container, size } = useChartSize();
  const [tableShown, setTableShown] = useState(false);
  const id = useId();
  const pixelHeight = height(size);
  const drawingHidden = tableShown && !withoutControls;

  return (
    <figure aria-labelledby={id} className="min-w-0">
      <div className={hideTitle ? "visually-hidden" : "flex flex-wrap items-baseline gap-x-s3 leading-snug"}>
        <span id={id} className="text-lead font-medium">
          {title}
        </span>
        {subtitle !== undefined && <span className="text-ink-2">{subtitle}</span>}
      </div>
      <div ref={container} className="text-small leading-snug">
        <div hidden={drawingHidden}>
          <svg
            width={size.width}
            height={pixelHeight}
            viewBox={`0 0 ${size.width} ${pixelHeight}`}
            role="img"
            aria-label={description}
            style={{ maxWidth: "100%", height: "auto" }}
          >
            {children({ ...size, height: pixelHeight })}
          </svg>
          {legend?.(size)}
        </div>
        {withoutControls && (
          <div className="visually-hidden">
            <DataTable table={table} title={title} />
          </div>
        )}
        {drawingHidden && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          <section className="max-h-[70vh] overflow-auto" aria-label={title} tabIndex={0}>
            <DataTable table={table} title={title} />
          </section>
        )}
      </div>
      <div className="flex flex-wrap items-start justify-between gap-x-s4">
        {caption !== undefined && (
          <figcaption className="min-w-[min(100%,22em)] flex-1 pt-s2 text-small leading-snug text-ink-2">
            {caption}
          </figcaption>
        )}
        {!withoutControls && (
          <div className="ml-auto">
            <TableToggle shown={tableShown} onToggle={() => setTableShown(!tableShown)} />
          </div>
        )}
      </div>
    </figure>
  );
}

function DataTable({ table: given, title }: { table: Props["table"]; title: string }) {
  const table = typeof given === "function" ? given() : given;
  return (
    <table className="w-full" aria-label={title}>
      <thead>
        <tr>
          {table.columns.map((column) => (
            <th
              key={column}
              scope="col"
              className="px-2 py-1 text-right font-normal text-ink-2 first:text-left"
            >
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row) => (
          <tr key={row.id} className="border-t rule-faint">
            {row.cells.map((cell, index) => (
              <td
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its column
                key={index}
                className="px-2 py-1 text-right first:text-left"
              >
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
