import { createHash } from "node:crypto";
import type { HttpBody } from "@/core/contract/http-bodies";
import type { SessionId, TeamId } from "@/core/game/identifiers";

/**
 * Remembers which team sent an upload first. Devices draw their keys at random, so the same key with the same
 * predictions from another team is a copy. Lives in memory: copies of what came before a restart are not known.
 */
export class SeenUploads {
  readonly #owners = new Map<SessionId, Map<string, TeamId>>();

  /** True for a copy of another team's upload; what nobody has sent before is this team's from now on. */
  isCopy({ sessionId, uploadKey, predictions }: HttpBody<"uploadPredictions">, teamId: TeamId): boolean {
    // Runs that diverged are all alike.
    if (predictions === null) return false;
    const owners = this.#owners.get(sessionId) ?? new Map<string, TeamId>();
    this.#owners.set(sessionId, owners);
    const fingerprint = createHash("sha256").update(`${uploadKey}/${predictions}`).digest("base64");
    const owner = owners.get(fingerprint) ?? teamId;
    owners.set(fingerprint, owner);
    return owner !== teamId;
  }

  forget(sessionId: SessionId): void {
    this.#owners.delete(sessionId);
  }
}
