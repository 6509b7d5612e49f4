import { encode } from "uqr";

/** Modules of white around the code that a camera needs (ISO/IEC 18004). */
export const quietZone = 4;

/** SVG path of a QR code with one unit per module, quiet zone included in `size`. */
export function qrPath(text: string): { path: string; size: number } {
  const code = encode(text, { ecc: "M", border: quietZone });
  const runs: string[] = [];
  code.data.forEach((row, y) => {
    let x = 0;
    while (x < row.length) {
      const end = endOfRun(row, x);
      if (row[x]) runs.push(`M${x} ${y}h${end - x}v1h${x - end}z`);
      x = end;
    }
  });
  return { path: runs.join(""), size: code.size };
}

function endOfRun(row: readonly boolean[], start: number): number {
  let end = start + 1;
  while (end < row.length && row[end] === row[start]) end += 1;
  return end;
}
