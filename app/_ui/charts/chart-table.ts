/** The numbers of a figure: every column named, every row one mark or one report. */
export type ChartTable = {
  columns: readonly string[];
  rows: readonly { id: string; cells: readonly string[] }[];
};
