import { sentInputsAddress } from "@/core/contract/sent-inputs-path";
import type { Answer } from "@/core/contract/socket-commands";

/** Fetches the inputs of one attempt that a device cannot make; a server that cannot be reached is `internal`. */
export async function fetchSentInputs(
  place: Parameters<typeof sentInputsAddress>[0],
): Promise<Answer<{ readonly bytes: Uint8Array }>> {
  try {
    const response = await fetch(sentInputsAddress(place), { credentials: "same-origin" });
    if (response.status !== 200) return (await response.json()) as Answer<never>;
    return { ok: true, bytes: new Uint8Array(await response.arrayBuffer()) };
  } catch {
    return { ok: false, refusal: "internal" };
  }
}
