import { type HttpAnswer, type HttpBody, type HttpName, httpTable } from "@/core/contract/http-bodies";

/** Posts one body of the contract. A server that cannot be reached is the refusal `internal`. */
export async function postJson<Name extends HttpName>(
  name: Name,
  body: HttpBody<Name>,
): Promise<HttpAnswer<Name>> {
  try {
    const response = await fetch(httpTable[name].path, {
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
