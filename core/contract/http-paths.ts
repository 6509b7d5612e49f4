/** Where each HTTP body of the contract is posted; without schemas, for pages that only post. */
export const httpPaths = {
  createSession: "/api/sessions",
  playAlone: "/api/solo",
  join: "/api/join",
  returnToSeat: "/api/return",
  recoverHost: "/api/recover",
  uploadPredictions: "/api/predictions",
  listArchive: "/api/archive",
  openArchived: "/api/archive/open",
  deleteArchived: "/api/archive/delete",
  recoverArchived: "/api/archive/recover",
} as const;

/** Where a session is downloaded from. A GET, so that browsers save it. */
export function exportPath(
  sessionId: string,
  format: "csv" | "json",
  names: "none" | "game" | "private",
): string {
  return `/api/archive/export/${sessionId}.${format}?names=${names}`;
}
