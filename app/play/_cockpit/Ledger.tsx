"use client";

import { useFormatter, useTranslations } from "next-intl";
import { lazy, type ReactNode, Suspense } from "react";
import type { PilotId } from "@/core/game/identifiers";
import type { Knob } from "@/core/game/knob";
import type { ClueView, PilotView } from "@/core/game/view";
import { bestRow, type PilotRow, type SweptRate } from "./pilot-rows";

type Props = {
  readonly rows: readonly PilotRow[];
  readonly clues: readonly ClueView[];
  readonly selected: PilotView | null;
  readonly onSelect: (pilotId: PilotId) => void;
  /** Makes the selected run the first design of a duel; null where no more pilots can be run. */
  readonly onDuplicate: (() => void) | null;
};

/** A team begins without clues, and its first runs are seldom duels. */
const LateDuelLine = lazy(async () => ({ default: (await import("./DuelLine")).DuelLine }));
const LateClueTotal = lazy(async () => ({ default: (await import("../_clues/ClueTotal")).ClueTotal }));
const LateDuplicateRun = lazy(async () => ({ default: (await import("./DuplicateRun")).DuplicateRun }));

/** Every run of the team, the best with a filled star, and how much its clues have cost. */
export function Ledger({ rows, clues, selected, onSelect, onDuplicate }: Props) {
  const translate = useTranslations("play.cockpit");
  const best = bestRow(rows);
  return (
    <section className="mt-s4">
      <h2 className="text-lead">{translate("ledger")}</h2>
      {rows.length === 0 ? (
        <p className="text-ink-2">{translate("ledgerEmpty")}</p>
      ) : (
        <table className="mt-s1 w-full text-right leading-snug">
          <thead className="text-small text-ink-2 [&_th]:font-normal">
            <tr className="border-b rule-faint">
              <th scope="col" className="text-left">
                {translate("ledgerRun")}
              </th>
              <th scope="col">{translate("ledgerDepth")}</th>
              <th scope="col">{translate("ledgerWidth")}</th>
              <th scope="col">{translate("ledgerRate")}</th>
              <th scope="col">{translate("ledgerValidation")}</th>
              <th scope="col">{translate("ledgerCost")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <LedgerRow
                key={row.pilot.pilotId}
                row={row}
                isBest={row === best}
                isSelected={row.pilot.pilotId === selected?.pilotId}
                onSelect={onSelect}
              />
            ))}
          </tbody>
        </table>
      )}
      {clues.length > 0 && (
        <Suspense fallback={null}>
          <LateClueTotal clues={clues} />
        </Suspense>
      )}
      {selected !== null && selected.result !== null && onDuplicate !== null && (
        <Suspense fallback={null}>
          <LateDuplicateRun pilot={selected} onDuplicate={onDuplicate} />
        </Suspense>
      )}
    </section>
  );
}

type RowProps = {
  readonly row: PilotRow;
  readonly isBest: boolean;
  readonly isSelected: boolean;
  readonly onSelect: Props["onSelect"];
};

function LedgerRow({ row, isBest, isSelected, onSelect }: RowProps) {
  const translate = useTranslations("play.cockpit");
  const format = useFormatter();
  const { pilot } = row;
  const more = moreOf(row);
  const look = `${more === null ? "border-b rule-faint" : ""} ${
    isSelected ? "bg-signal-wash text-on-signal" : ""
  }`;
  const line = (
    <tr className={look}>
      <th scope="row" className="p-0 text-left font-normal">
        <button
          type="button"
          className="flex min-h-11 items-center gap-s1 pr-s2 min-[1200px]:min-h-8"
          aria-pressed={isSelected}
          aria-label={translate(isBest ? "showBestRun" : "showRun", { number: pilot.number })}
          onClick={() => onSelect(pilot.pilotId)}
        >
          <svg width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true">
            <path
              d="M0 -7L1.9 -2.4L6.7 -2.2L3 0.9L4.3 5.7L0 3L-4.3 5.7L-3 0.9L-6.7 -2.2L-1.9 -2.4Z"
              fill={isBest ? "currentColor" : "none"}
              stroke="currentColor"
              strokeWidth={1.2}
            />
          </svg>
          {format.number(pilot.number)}
        </button>
      </th>
      <td>
        <KnobText row={row} knob="depth" />
      </td>
      <td>
        <KnobText row={row} knob="width" />
      </td>
      <td>
        <RateText row={row} />
      </td>
      <td className="whitespace-nowrap">
        <ErrorText row={row} />
      </td>
      <td>{format.number(pilot.cost)}</td>
    </tr>
  );
  if (more === null) return line;
  return (
    <>
      {line}
      <tr className={`border-b rule-faint ${isSelected ? "bg-signal-wash text-on-signal" : ""}`}>
        <td colSpan={6} className="pb-s1 text-left text-small">
          {more}
        </td>
      </tr>
    </>
  );
}

/** What stands under a line: the rates of a sweep, the end of a duel; null for other pilots. */
function moreOf(row: PilotRow): ReactNode {
  if (row.duel !== null) {
    return (
      <Suspense fallback={null}>
        <LateDuelLine row={row} />
      </Suspense>
    );
  }
  return row.rates === null || row.rates.length === 0 ? null : <SweptRates row={row} />;
}

function SweptRates({ row }: { readonly row: PilotRow }) {
  const translate = useTranslations("play.cockpit");
  return (
    <ul
      aria-label={translate("ledgerSweep")}
      className="m-0 flex list-none flex-wrap gap-x-s3 p-0 leading-snug"
    >
      {row.rates?.map((swept) => (
        <SweptRateItem key={swept.learningRate} swept={swept} bestRate={row.bestRate} />
      ))}
    </ul>
  );
}

/** The value of a knob; of a duel in this knob both. */
function KnobText({ row, knob }: { readonly row: PilotRow; readonly knob: Knob }) {
  const translate = useTranslations("play.cockpit");
  const { rate } = useLedgerNumbers();
  const { design, sweep } = row.pilot;
  if (sweep?.kind !== "duel" || sweep.knob !== knob) return rate(design[knob]);
  return (
    <span className="whitespace-nowrap text-small">
      {translate("ledgerDuelValues", { first: rate(design[knob]), second: rate(sweep.value) })}
    </span>
  );
}

function SweptRateItem({ swept, bestRate }: { readonly swept: SweptRate; readonly bestRate: number | null }) {
  const translate = useTranslations("play.cockpit");
  const { learningRate, validationError, diverged } = swept;
  const { rate, hundredths } = useLedgerNumbers();
  return (
    <li className={`whitespace-nowrap ${learningRate === bestRate ? "font-medium" : ""}`}>
      {translate(diverged ? "ledgerSweepDiverged" : "ledgerSweepRate", {
        rate: rate(learningRate),
        error: hundredths(validationError),
      })}
    </li>
  );
}

/** The rate of a pilot; of a sweep the best one, or the range while nothing is known. */
function RateText({ row }: { readonly row: PilotRow }) {
  const translate = useTranslations("play.cockpit");
  const { rate } = useLedgerNumbers();
  const { sweep } = row.pilot;
  if (sweep?.kind !== "learning-rates") return <KnobText row={row} knob="learningRate" />;
  if (row.bestRate !== null) return rate(row.bestRate);
  const { learningRates } = sweep;
  return (
    <span className="text-small">
      {translate("ledgerSweepRange", {
        low: rate(Math.min(...learningRates)),
        high: rate(Math.max(...learningRates)),
      })}
    </span>
  );
}

function ErrorText({ row }: { readonly row: PilotRow }) {
  const translate = useTranslations("play.cockpit");
  const { hundredths } = useLedgerNumbers();
  const { pilot, validationError, halfRange, divergedCount, rates } = row;
  if (validationError === null) return <span className="text-small">{translate("noResult")}</span>;
  return (
    <>
      {hundredths(validationError)}
      {halfRange !== null && <span className="text-small"> ±{hundredths(halfRange)}</span>}
      {pilot.sweep?.kind === "seeds" && (
        <span className="block text-small">{translate("seedCount", { count: pilot.sweep.count })}</span>
      )}
      {divergedCount > 0 && rates === null && (
        <span className="block text-small text-neg">{translate("diverged", { count: divergedCount })}</span>
      )}
    </>
  );
}

function useLedgerNumbers() {
  const format = useFormatter();
  return {
    hundredths: (value: number) =>
      format.number(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
    rate: (value: number) => format.number(value, { maximumSignificantDigits: 6 }),
  };
}
