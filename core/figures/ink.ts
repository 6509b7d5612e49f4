/**
 * Colours and widths of the paper theme for files, which have no style sheet; those of app/_ui/tokens.css, and a test
 * compares them.
 */
export const ink = {
  paper: "#fbf9f4",
  ink: "#15171c",
  "ink-2": "#43464d",
  "line-strong": "#8b8c8e",
  "line-faint": "#e6e3dc",
  neg: "#b5481b",
  pos: "#0f7c8a",
  bank: "#77797d",
} as const;

/** Widths of lines in pixels. */
export const lineWidth = { thin: 1, rule: 1.5, line: 2.5, frame: 2 } as const;

export const figureFace = "'Fira Sans Condensed', 'Fira Sans', 'BIZ UDPGothic', sans-serif";
