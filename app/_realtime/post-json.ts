import type { HttpAnswer, HttpBody, HttpName } from "@/core/contract/http-bodies";
import { httpPaths } from "@/core/contract/http-paths";

/** Posts one body of the contract. A server that cannot be reached is the refusal `internal`. */
export async function postJson<Name extends HttpName>(
  name: Name,
  body: HttpBody<Name>,
): Promise<HttpAnswer<Name>> {
  try {
    const response = await fetch(httpPaths[name], {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      credentials: "same-origin",
    });
    return (await response.json()) as HttpAnswer<Name>;
  } catch {
    return { ok: false, refusal: "internal" };
  }
}
