import type { Scale } from "@/core/figures/scale";
import type { CitationId, CitationStatus } from "@/core/theory/citations";
import type { ReportedDirection } from "@/core/theory/reported-claims";

/** One axis: what it measures, in which unit, and from where to where. */
export interface FigureAxis {
  readonly label: string;
  /** Such as "share of test points" or "hidden layers"; "none" for a pure number. */
  readonly unit: string;
  readonly kind: Scale["kind"];
  readonly domain: readonly [number, number];
  /** The values that get a tick; round values of the domain without it. */
  readonly ticks?: readonly number[];
}

/** A value with the bar that is drawn through it, where it has one. */
export interface FigurePoint {
  readonly x: number;
  readonly y: number;
  readonly low?: number;
  readonly high?: number;
  /** What a reader must know of this point, such as "3 of 5 runs diverged". */
  readonly note?: string;
}

/**
 * Points of one kind of evidence. The status picks the line style, the same in every figure: measured is solid ink with
 * hollow marks, reported is dashed, proved is a double line. Proved and reported series name the citations they rest
 * on; `numbers` says how the values themselves were made.
 */
export interface FigureSeries {
  readonly name: string;
  readonly status: CitationStatus;
  readonly citations: readonly CitationId[];
  readonly points: readonly FigurePoint[];
  readonly numbers: string;
  /** A slope without a height: a theorem about a rate says nothing about the constant. */
  readonly isHeightFree?: boolean;
}

/** A direction that others report, without any height: drawn as a dashed arrow in an empty part. */
export interface FigureDirection {
  readonly better: ReportedDirection;
  readonly name: string;
  readonly status: "reported";
  readonly citations: readonly CitationId[];
}

/** The part of a panel above a line, hatched, and the words in both parts. */
export interface FigureRegion {
  /** Name of the series that is its lower edge. */
  readonly aboveSeries: string;
  readonly insideLabel: string;
  readonly outsideLabel: string;
}

/** Lines and marks over two axes. */
export interface PlotPanel {
  readonly kind: "plot";
  readonly title: string;
  readonly note: string;
  readonly x: FigureAxis;
  readonly y: FigureAxis;
  /** Value on the y axis that guessing reaches; null where there is none. */
  readonly chance: number | null;
  readonly series: readonly FigureSeries[];
  readonly directions: readonly FigureDirection[];
  readonly region: FigureRegion | null;
}

/** A function of two inputs as coloured cells. */
export interface MapPanel {
  readonly kind: "map";
  readonly title: string;
  readonly note: string;
  readonly x: FigureAxis;
  readonly y: FigureAxis;
  readonly status: CitationStatus | "definition";
  readonly columnCount: number;
  readonly rowCount: number;
  /** Row by row from the top (largest y), each from the left; at the centres of the cells. */
  readonly values: readonly number[];
  /** The colours run from -limit to +limit; zero is the paper. */
  readonly limit: number;
}

export type FigurePanel = PlotPanel | MapPanel;

/** A whole figure as data: all that is drawn, and all that must be said beside it. */
export interface Figure {
  readonly name: string;
  readonly title: string;
  readonly panels: readonly FigurePanel[];
  /** Panels per row. */
  readonly columnCount: number;
  /** What it shows and what to mind, a sentence or two each. */
  readonly caption: readonly [string, ...string[]];
  /** Every statement that it rests on, those of its series included. */
  readonly citations: readonly [CitationId, ...CitationId[]];
  /** Where its numbers come from and how to make them again. */
  readonly numbers: string;
}
