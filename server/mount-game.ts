import { createApiHandler } from "@/server/api/api-handler";
import { SessionHandlers } from "@/server/api/session-handlers";
import { createReadAddress, createTryBudget } from "@/server/api/try-budgets";
import { isSecure } from "@/server/http-origin";
import { attachRealtime } from "@/server/realtime/attach-realtime";
import { Referee } from "@/server/referee/referee";
import { createRefereePool } from "@/server/referee/referee-pool";
import type { MountGame, ServerContext } from "@/server/server-context";
import { Game } from "@/server/sessions/game";
import { createRandomSource, type RandomSource } from "@/server/sessions/random-source";

/**
 * Puts the game together and brings back the sessions that were open. `chooseRandom` replaces the randomness in
 * tests that compare two servers.
 */
export function createMountGame(
  chooseRandom: (context: ServerContext) => RandomSource = ({ randomBytes }) =>
    createRandomSource(randomBytes),
): MountGame {
  return async (httpServer, context) => {
    const { store, log, now, environment } = context;
    const { publicUrl } = environment;
    const pool = createRefereePool();
    const referee = new Referee({
      pool,
      log,
      now,
      keepUpload: (sessionId, upload) =>
        store.commit(sessionId, { events: [], snapshot: null, predictions: [upload], summaries: [] }),
    });
    const game = new Game({ store, random: chooseRandom(context), now, log });
    game.listen({ onChange: (runner) => referee.attend(runner) });
    const wrongCodes = createTryBudget({ perAddress: 300, total: 3000, seconds: 600 });
    const addressOf = createReadAddress(environment);
    const handlers = new SessionHandlers({
      hostPassword: environment.hostPassword,
      game,
      referee,
      wrongCodes,
      addressOf,
      secure: isSecure(environment),
    });
    await game.recover();
    const realtime = attachRealtime(httpServer, { game, referee, wrongCodes, addressOf, publicUrl, log });
    return {
      handlers: [createApiHandler(handlers, { publicUrl, log })],
      async close() {
        await realtime.close();
        referee.close();
        await game.stop();
        await pool.close();
      },
    };
  };
}
