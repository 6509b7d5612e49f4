import { useFormatter } from "next-intl";

export type ChartNumbers = {
  /** Two digits after the point, as errors are read in class. */
  error: (error: number) => string;
  /** Three digits, for tables. */
  preciseError: (error: number) => string;
  /** As few digits as the value has, for ticks and knobs. */
  plain: (value: number) => string;
};

/** Numbers as the page's language writes them. */
export function useChartNumbers(): ChartNumbers {
  const format = useFormatter();
  return {
    error: (error) => format.number(error, { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
    preciseError: (error) => format.number(error, { minimumFractionDigits: 3, maximumFractionDigits: 3 }),
    plain: (value) => format.number(value, { maximumSignificantDigits: 6 }),
  };
}
