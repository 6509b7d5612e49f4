/** A shape to time. */
export interface SpeedShape {
  depth: number;
  width: number;
  inputDimension: number;
}

/** The shape on which devices are compared: one from the middle of the decks' grids. */
export function deviceShape(inputDimension: number): SpeedShape {
  return { depth: 3, width: 20, inputDimension };
}
