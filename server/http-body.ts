import type { IncomingMessage } from "node:http";

export type BodyResult = { ok: true; bytes: Buffer } | { ok: false; reason: "too-large" | "aborted" };

export type JsonBodyResult =
  | { ok: true; value: unknown }
  | { ok: false; reason: "too-large" | "aborted" | "malformed" };

/** Collects at most `byteLimit` bytes; what comes after that is thrown away unread. Never rejects. */
export function readBody(request: IncomingMessage, byteLimit: number): Promise<BodyResult> {
  const announced = Number(request.headers["content-length"] ?? 0);
  if (announced > byteLimit) {
    request.resume();
    return Promise.resolve({ ok: false, reason: "too-large" });
  }
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let byteCount = 0;
    request.on("data", (chunk: Buffer) => {
      byteCount += chunk.length;
      if (byteCount <= byteLimit) {
        chunks.push(chunk);
        return;
      }
      chunks.length = 0;
      resolve({ ok: false, reason: "too-large" });
    });
    request.once("end", () => resolve({ ok: true, bytes: Buffer.concat(chunks) }));
    request.once("error", () => resolve({ ok: false, reason: "aborted" }));
    request.once("close", () => resolve({ ok: false, reason: "aborted" }));
  });
}

/** Like `readBody`, parsed as JSON. The value is not checked further. */
export async function readJsonBody(request: IncomingMessage, byteLimit: number): Promise<JsonBodyResult> {
  const body = await readBody(request, byteLimit);
  if (!body.ok) return body;
  try {
    return { ok: true, value: JSON.parse(body.bytes.toString("utf8")) };
  } catch {
    return { ok: false, reason: "malformed" };
  }
}
