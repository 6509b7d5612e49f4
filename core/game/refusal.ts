/**
 * Every reason for which a command can be refused; also the key of its translated message (`refusal.*`).
 * The game core uses the first group, the edge of the server the second. Plain values, so that a player's page can
 * read them without the schema library.
 */
export const refusals = [
  "wrong-phase",
  "stale",
  "paused",
  "not-paused",
  "session-closed",
  "session-locked",
  "class-full",
  "name-empty",
  "name-taken",
  "no-such-seat",
  "no-such-team",
  "team-full",
  "too-many-teams",
  "no-team",
  "teams-by-host",
  "round-running",
  "not-captain",
  "awaits-teammate",
  "no-proposal",
  "nothing-committed",
  "banned",
  "turned-away",
  "not-waiting",
  "waiting-full",
  "too-many-hosts",
  "no-such-host",
  "control-elsewhere",
  "not-in-this-round",
  "already-committed",
  "not-on-grid",
  "ballot-invalid",
  "sweep-invalid",
  "not-enough-credits",
  "no-such-pilot",
  "pilot-already-reported",
  "pilot-result-invalid",
  "already-counted",
  "wrong-attempt",
  "lease-over",
  "prediction-invalid",
  "already-predicted",
  "no-such-page",
  "no-seats",
  "no-deck",
  "malformed",
  "too-large",
  "not-allowed",
  "wrong-password",
  "unknown-code",
  "too-many-tries",
  "not-seated",
  "wrong-origin",
  "too-fast",
  "protocol-version",
  "storage",
  "internal",
] as const;
export type Refusal = (typeof refusals)[number];

/** True when a text that came from the server names a refusal. */
export function isRefusal(text: string): text is Refusal {
  return (refusals as readonly string[]).includes(text);
}
