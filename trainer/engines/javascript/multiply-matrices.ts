/** A matrix inside a flat array: element (row, column) is `values[offset + row * rowStride + column * columnStride]`. */
export interface MatrixView {
  readonly values: Float32Array;
  readonly offset: number;
  readonly rowStride: number;
  readonly columnStride: number;
}

/**
 * target = keep * target + scale * left * right, with `left` rowCount x innerCount and `right` innerCount x
 * columnCount. Blocks of 2 x 4 sums stay in registers, each sum in float64 and in the order of the inner index, so
 * an element's value does not depend on the blocking. Nothing is allocated.
 */
export function multiplyMatrices(
  target: MatrixView,
  left: MatrixView,
  right: MatrixView,
  rowCount: number,
  columnCount: number,
  innerCount: number,
  keep: number,
  scale: number,
): void {
  const blockedRows = rowCount - (rowCount % 2);
  const blockedColumns = columnCount - (columnCount % 4);
  for (let row = 0; row < blockedRows; row += 2) {
    for (let column = 0; column < blockedColumns; column += 4) {
      multiplyBlock(target, left, right, row, column, innerCount, keep, scale);
    }
    for (let column = blockedColumns; column < columnCount; column += 1) {
      multiplyPair(target, left, right, row, column, innerCount, keep, scale);
    }
  }
  for (let row = blockedRows; row < rowCount; row += 1) {
    for (let column = 0; column < columnCount; column += 1) {
      multiplyElement(target, left, right, row, column, innerCount, keep, scale);
    }
  }
}

function multiplyBlock(
  target: MatrixView,
  left: MatrixView,
  right: MatrixView,
  row: number,
  column: number,
  innerCount: number,
  keep: number,
  scale: number,
): void {
  const a = left.values;
  const b = right.values;
  const aStep = left.columnStride;
  const bStep = right.rowStride;
  let a0 = left.offset + row * left.rowStride;
  let a1 = a0 + left.rowStride;
  let b0 = right.offset + column * right.columnStride;
  let b1 = b0 + right.columnStride;
  let b2 = b1 + right.columnStride;
  let b3 = b2 + right.columnStride;
  let sum00 = 0;
  let sum01 = 0;
  let sum02 = 0;
  let sum03 = 0;
  let sum10 = 0;
  let sum11 = 0;
  let sum12 = 0;
  let sum13 = 0;
  for (let inner = 0; inner < innerCount; inner += 1) {
    const left0 = a[a0] as number;
    const left1 = a[a1] as number;
    const right0 = b[b0] as number;
    const right1 = b[b1] as number;
    const right2 = b[b2] as number;
    const right3 = b[b3] as number;
    sum00 += left0 * right0;
    sum01 += left0 * right1;
    sum02 += left0 * right2;
    sum03 += left0 * right3;
    sum10 += left1 * right0;
    sum11 += left1 * right1;
    sum12 += left1 * right2;
    sum13 += left1 * right3;
    a0 += aStep;
    a1 += aStep;
    b0 += bStep;
    b1 += bStep;
    b2 += bStep;
    b3 += bStep;
  }
  const c = target.values;
  const step = target.columnStride;
  const c0 = target.offset + row * target.rowStride + column * step;
  const c1 = c0 + target.rowStride;
  c[c0] = keep * (c[c0] as number) + scale * sum00;
  c[c0 + step] = keep * (c[c0 + step] as number) + scale * sum01;
  c[c0 + 2 * step] = keep * (c[c0 + 2 * step] as number) + scale * sum02;
  c[c0 + 3 * step] = keep * (c[c0 + 3 * step] as number) + scale * sum03;
  c[c1] = keep * (c[c1] as number) + scale * sum10;
  c[c1 + step] = keep * (c[c1 + step] as number) + scale * sum11;
  c[c1 + 2 * step] = keep * (c[c1 + 2 * step] as number) + scale * sum12;
  c[c1 + 3 * step] = keep * (c[c1 + 3 * step] as number) + scale * sum13;
}

function multiplyPair(
  target: MatrixView,
  left: MatrixView,
  right: MatrixView,
  row: number,
  column: number,
  innerCount: number,
  keep: number,
  scale: number,
): void {
  const a = left.values;
  const b = right.values;
  let a0 = left.offset + row * left.rowStride;
  let a1 = a0 + left.rowStride;
  let b0 = right.offset + column * right.columnStride;
  let sum0 = 0;
  let sum1 = 0;
  for (let inner = 0; inner < innerCount; inner += 1) {
    const right0 = b[b0] as number;
    sum0 += (a[a0] as number) * right0;
    sum1 += (a[a1] as number) * right0;
    a0 += left.columnStride;
    a1 += left.columnStride;
    b0 += right.rowStride;
  }
  const c = target.values;
  const c0 = target.offset + row * target.rowStride + column * target.columnStride;
  const c1 = c0 + target.rowStride;
  c[c0] = keep * (c[c0] as number) + scale * sum0;
  c[c1] = keep * (c[c1] as number) + scale * sum1;
}

function multiplyElement(
  target: MatrixView,
  left: MatrixView,
  right: MatrixView,
  row: number,
  column: number,
  innerCount: number,
  keep: number,
  scale: number,
): void {
  const a = left.values;
  const b = right.values;
  let a0 = left.offset + row * left.rowStride;
  let b0 = right.offset + column * right.columnStride;
  let sum = 0;
  for (let inner = 0; inner < innerCount; inner += 1) {
    sum += (a[a0] as number) * (b[b0] as number);
    a0 += left.columnStride;
    b0 += right.rowStride;
  }
  const c = target.values;
  const c0 = target.offset + row * target.rowStride + column * target.columnStride;
  c[c0] = keep * (c[c0] as number) + scale * sum;
}
