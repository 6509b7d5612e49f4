import type { WeightsPlace } from "@/core/contract/http-bodies";
import { httpPaths } from "@/core/contract/http-paths";
import type { Answer } from "@/core/contract/socket-commands";
import { floatBytes } from "@/core/tasks/float-bytes";

/** Posts final weights as bytes. A server that cannot be reached is the refusal `internal`. */
export async function postWeights(
  place: WeightsPlace,
  weights: Float32Array,
): Promise<Answer<{ counted: boolean }>> {
  const query = new URLSearchParams(Object.entries(place).map(([name, value]) => [name, String(value)]));
  try {
    const response = await fetch(`${httpPaths.uploadWeights}?${query}`, {
      method: "POST",
      body: floatBytes(weights) as Uint8Array<ArrayBuffer>,
      credentials: "same-origin",
    });
    return (await response.json()) as Answer<{ counted: boolean }>;
  } catch {
    return { ok: false, refusal: "internal" };
  }
}
