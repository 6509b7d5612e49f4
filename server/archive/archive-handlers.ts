import { parseJoinCode } from "@/core/game/identifiers";
import type { Refusal } from "@/core/game/refusal";
import type { ApiHandlers } from "@/server/api/api-handler";
import type { ReadAddress, TryBudget } from "@/server/api/try-budgets";
import { formatCookie } from "@/server/http-cookies";
import type { Game } from "@/server/sessions/game";
import { hostCookieName, tokenCookie } from "@/server/sessions/session-cookies";
import type { Archive } from "./archive";
import { withNames } from "./session-record";

export type ArchiveHandlers = Pick<
  ApiHandlers,
  "listArchive" | "openArchived" | "deleteArchived" | "recoverArchived"
>;

interface ArchiveHandlerOptions {
  readonly archive: Archive;
  readonly game: Game;
  /** Takes the controls of a session that runs. */
  readonly recoverHost: ApiHandlers["recoverHost"];
  readonly wrongCodes: TryBudget;
  readonly addressOf: ReadAddress;
  /** True where cookies travel through TLS only. */
  readonly secure: boolean;
}

/** The archive's part of the HTTP table. Wrong recovery codes cost the same tries as everywhere. */
export function createArchiveHandlers(options: ArchiveHandlerOptions): ArchiveHandlers {
  const { archive, game, wrongCodes, addressOf, secure } = options;
  return {
    listArchive: async (_, request) => ({ ok: true, reply: { sessions: await archive.list(request) } }),

    async openArchived({ sessionId }, request) {
      const opened = await archive.open(request, sessionId);
      return opened.ok ? { ok: true, reply: { session: withNames(opened.session, "game") } } : opened;
    },

    async deleteArchived({ sessionId }, request) {
      const refusal = await archive.delete(request, sessionId);
      if (refusal !== null) return refused(refusal);
      const gone = formatCookie(hostCookieName(sessionId), "", { secure, maxAgeSeconds: 0 });
      return { ok: true, reply: {}, cookies: [gone] };
    },

    async recoverArchived({ joinCode, recoveryCode }, request) {
      const code = parseJoinCode(joinCode);
      if (code !== null && game.find(code) !== null) {
        const taken = await options.recoverHost({ joinCode, recoveryCode }, request);
        // The code may be that of an older session that had the same join code.
        if (taken.ok || taken.refusal !== "unknown-code") return taken;
      }
      const address = addressOf(request);
      if (!(await wrongCodes.hasRoom(address))) return refused("too-many-tries");
      const typed = recoveryCode.toUpperCase().replace(/[\s-]/g, "");
      const sessionId = code === null ? null : await archive.findByRecovery(code, typed);
      if (code === null || sessionId === null) {
        await wrongCodes.take(address);
        return refused("unknown-code");
      }
      const cookie = tokenCookie(hostCookieName(sessionId), typed, secure);
      return { ok: true, reply: { joinCode: code }, cookies: [cookie] };
    },
  };
}

function refused(refusal: Refusal) {
  return { ok: false as const, refusal };
}
