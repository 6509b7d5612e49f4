/** Why the server did not give a seat; every one has a message under `home.refusal`. */
export const joinRefusals = [
  "unknownCode",
  "nameTaken",
  "nameInvalid",
  "full",
  "closed",
  "tooMany",
  "offline",
  "other",
] as const;
export type JoinRefusal = (typeof joinRefusals)[number];

export type JoinAnswer = { ok: true; sessionId: string } | { ok: false; refusal: JoinRefusal };

/** Asks the server for a seat; the seat's token arrives in a cookie. */
export async function joinSession(joinCode: string, name: string): Promise<JoinAnswer> {
  try {
    const response = await fetch("/api/join", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ joinCode, name }),
    });
    return parseJoinAnswer(await response.json());
  } catch {
    return { ok: false, refusal: "offline" };
  }
}

/** Reads an answer of the server; what this page does not know becomes `other`. */
export function parseJoinAnswer(answer: unknown): JoinAnswer {
  if (typeof answer !== "object" || answer === null) return { ok: false, refusal: "other" };
  if ("ok" in answer && answer.ok === true && "sessionId" in answer && typeof answer.sessionId === "string") {
    return { ok: true, sessionId: answer.sessionId };
  }
  const refusal = "refusal" in answer ? answer.refusal : undefined;
  return { ok: false, refusal: joinRefusals.find((known) => known === refusal) ?? "other" };
}
