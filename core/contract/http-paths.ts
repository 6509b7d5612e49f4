/** Where each HTTP body of the contract is posted; without schemas, for pages that only post. */
export const httpPaths = {
  createSession: "/api/sessions",
  playAlone: "/api/solo",
  join: "/api/join",
  returnToSeat: "/api/return",
  recoverHost: "/api/recover",
  uploadPredictions: "/api/predictions",
} as const;
