import { useMemo } from "react";
import { qrPath } from "./qr-path";

type Props = {
  /** The address that a camera opens. */
  value: string;
  /** Accessible name: what the code leads to. */
  label: string;
  /** Side with quiet zone, any CSS length. */
  size?: string;
};

/** Dark on white in every theme: cameras do not read inverted codes reliably. */
export function QrCode({ value, label, size = "200px" }: Props) {
  const code = useMemo(() => qrPath(value), [value]);
  return (
    <svg
      viewBox={`0 0 ${code.size} ${code.size}`}
      style={{ width: size, height: size, background: "#ffffff", outline: "var(--w-frame) solid var(--ink)" }}
      shapeRendering="crispEdges"
      role="img"
      aria-label={label}
    >
      <path d={code.path} fill="#15171c" />
    </svg>
  );
}
