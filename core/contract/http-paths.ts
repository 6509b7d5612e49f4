/** Where each HTTP body of the contract is posted; without schemas, for pages that only post. */
export const httpPaths = {
  createSession: "/api/sessions",
  playAlone: "/api/solo",
  join: "/api/join",
  returnToSeat: "/api/return",
  recoverHost: "/api/recover",
  joinAsCoHost: "/api/cohost",
  uploadPredictions: "/api/predictions",
  uploadLease: "/api/lease",
  uploadWeights: "/api/weights",
  listArchive: "/api/archive",
  openArchived: "/api/archive/open",
  deleteArchived: "/api/archive/delete",
  recoverArchived: "/api/archive/recover",
} as const;

/** Where a viewer whose socket is down reads its present view: GET with `joinCode` and `role` in the query. */
export const currentViewPath = "/api/view";

/** Where a session is downloaded from. A GET, so that browsers save it. */
export function exportPath(
  sessionId: string,
  format: "csv" | "json",
  names: "none" | "game" | "private",
): string {
  return `/api/archive/export/${sessionId}.${format}?names=${names}`;
}
