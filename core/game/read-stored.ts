import type { z } from "zod/mini";
import { type SessionState, SessionStateSchema } from "./session-state";

/** What was stored, or why this version cannot read it. */
export type StoredReading<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: string };

/** Unknown keys can hide in parts that are looked into only once what stands above them is understood. */
const mostPasses = 20;

/**
 * Reads JSON that this or another version of the game has stored: keys that this version does not know are left out,
 * those that it expects and the other did not write get their defaults. `problem` names the place, never a value.
 */
export function readStored<Schema extends z.ZodMiniType>(
  schema: Schema,
  stored: unknown,
): StoredReading<z.output<Schema>> {
  let json = stored;
  for (let pass = 0; pass < mostPasses; pass += 1) {
    const parsed = schema.safeParse(json);
    if (parsed.success) return { ok: true, value: parsed.data };
    const unknownKeys = parsed.error.issues.flatMap((issue) =>
      issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...issue.path, key]) : [],
    );
    if (unknownKeys.length < parsed.error.issues.length || unknownKeys.length === 0) {
      const [first] = parsed.error.issues.filter((issue) => issue.code !== "unrecognized_keys");
      return { ok: false, problem: `${first?.code ?? "unknown"} at ${first?.path.join(".") ?? ""}` };
    }
    if (pass === 0) json = structuredCopy(stored);
    for (const path of unknownKeys) removeAt(json, path);
  }
  return { ok: false, problem: "too many unknown keys" };
}

/** A stored snapshot as a state of this version. */
export function readStoredState(stored: unknown): StoredReading<SessionState> {
  return readStored(SessionStateSchema, stored);
}

function structuredCopy(json: unknown): unknown {
  return JSON.parse(JSON.stringify(json));
}

function removeAt(json: unknown, path: readonly PropertyKey[]): void {
  let place = json;
  for (const key of path.slice(0, -1)) place = Reflect.get(place as object, key);
  Reflect.deleteProperty(place as object, path.at(-1) as PropertyKey);
}
