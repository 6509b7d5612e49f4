import { createApiHandler } from "@/server/api/api-handler";
import { SessionHandlers } from "@/server/api/session-handlers";
import { createReadAddress, createTryBudget } from "@/server/api/try-budgets";
import { Archive } from "@/server/archive/archive";
import { createArchiveHandlers } from "@/server/archive/archive-handlers";
import { createExportHandler } from "@/server/archive/export-handler";
import { isSecure } from "@/server/http-origin";
import { gameFigures } from "@/server/observability/game-figures";
import { createMetrics } from "@/server/observability/metrics";
import { createProbeHandlers } from "@/server/observability/probe-handlers";
import { timedStore } from "@/server/observability/timed-store";
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
    const { log, now, environment } = context;
    const { publicUrl } = environment;
    const metrics = createMetrics();
    const store = timedStore(context.store, metrics);
    const pool = metrics.watchPool(createRefereePool());
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
    const sessions = new SessionHandlers({
      hostPassword: environment.hostPassword,
      game,
      referee,
      wrongCodes,
      addressOf,
      secure: isSecure(environment),
    });
    const archive = new Archive({ game, store });
    const archived = createArchiveHandlers({
      archive,
      game,
      recoverHost: (body, request) => sessions.recoverHost(body, request),
      wrongCodes,
      addressOf,
      secure: isSecure(environment),
    });
    await game.recover();
    let isOpen = true;
    metrics.readGame(() => gameFigures(game, referee.waitingTrainingCount));
    const probes = createProbeHandlers({
      metrics,
      addressOf,
      metricsToken: environment.metricsToken,
      askDatabase: () => store.readHeartbeat(),
      isOpen: () => isOpen,
    });
    const edge = { publicUrl, log, metrics };
    const realtime = attachRealtime(httpServer, { game, referee, wrongCodes, addressOf, ...edge });
    return {
      handlers: [
        ...probes,
        createExportHandler(archive, log),
        createApiHandler(Object.assign(sessions, archived), edge),
      ],
      async close() {
        isOpen = false;
        await realtime.close();
        referee.close();
        await game.stop();
        await pool.close();
        metrics.close();
      },
    };
  };
}
