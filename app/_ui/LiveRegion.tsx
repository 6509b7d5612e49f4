type Props = {
  /** Read out when it changes; empty says nothing. */
  message: string;
  /** Interrupts what is being read; for losses only. */
  urgent?: boolean;
};

/** Says changes aloud that others see. */
export function LiveRegion({ message, urgent = false }: Props) {
  return (
    <span className="visually-hidden" aria-live={urgent ? "assertive" : "polite"}>
      {message}
    </span>
  );
}
