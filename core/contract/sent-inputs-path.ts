/**
 * Where a seated device reads the inputs of a round whose deck says `sent`: GET, answered with the bytes of
 * `sentInputsBytes`, or `{ ok: false, refusal }` as JSON. For the same seats and phases as `labels:read`; another
 * attempt than the present one is `wrong-attempt`, a deck whose inputs are public `not-allowed`.
 */
export const sentInputsPath = "/api/inputs";

/** The address of one attempt's inputs. They never change, so a browser may keep them. */
export function sentInputsAddress(place: {
  readonly sessionId: string;
  readonly roundIndex: number;
  readonly attempt: number;
}): string {
  const { sessionId, roundIndex, attempt } = place;
  return `${sentInputsPath}?session=${encodeURIComponent(sessionId)}&round=${roundIndex}&attempt=${attempt}`;
}
