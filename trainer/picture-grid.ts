/** Rows and columns of a picture. */
export const pictureSide = 24;

/**
 * The places at which a picture shows a network: `pictureSide` x `pictureSide` points of [-1, 1]^2, row-major x, y
 * pairs, in the middles of equal squares, from the bottom left, along x first.
 */
export function pictureInputs(): Float32Array {
  const inputs = new Float32Array(2 * pictureSide * pictureSide);
  for (let row = 0; row < pictureSide; row += 1) {
    for (let column = 0; column < pictureSide; column += 1) {
      const offset = 2 * (row * pictureSide + column);
      inputs[offset] = (2 * column + 1) / pictureSide - 1;
      inputs[offset + 1] = (2 * row + 1) / pictureSide - 1;
    }
  }
  return inputs;
}
