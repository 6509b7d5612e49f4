export type EvidenceKind = "measured" | "reported" | "derived";

/** Line sample of a kind of evidence: solid, dashed arrow (a direction, no height), double. Decoration beside words. */
export function EvidenceMark({ kind }: { kind: EvidenceKind }) {
  return (
    <svg viewBox="0 0 60 12" style={{ width: "3.4em", height: "0.68em", flex: "none" }} aria-hidden="true">
      {kind === "measured" && <path d="M0 6H60" stroke="var(--ink)" strokeWidth={3} />}
      {kind === "reported" && (
        <path
          d="M0 6H8M13 6H21M26 6H34M39 6H47M49 1L58 6L49 11"
          fill="none"
          stroke="var(--ink)"
          strokeWidth={2.2}
        />
      )}
      {kind === "derived" && <path d="M0 3H60M0 9H60" stroke="var(--ink)" strokeWidth={1.8} />}
    </svg>
  );
}
