import { createApiHandler } from "@/server/api/api-handler";
import { JoinBudget } from "@/server/api/join-budget";
import { Neighbours } from "@/server/api/neighbours";
import { createSentInputsHandler } from "@/server/api/sent-inputs-handler";
import { SessionHandlers } from "@/server/api/session-handlers";
import { createReadAddress, createTryBudget } from "@/server/api/try-budgets";
import { createViewHandler } from "@/server/api/view-handler";
import { createWeightsHandler } from "@/server/api/weights-handler";
import { Archive } from "@/server/archive/archive";
import { createArchiveHandlers } from "@/server/archive/archive-handlers";
import { createExportHandler } from "@/server/archive/export-handler";
import type { Environment } from "@/server/env";
import type { HttpHandler } from "@/server/http-handler";
import { isSecure } from "@/server/http-origin";
import type { Log } from "@/server/log";
import { gameFigures } from "@/server/observability/game-figures";
import { createMetrics, type Metrics } from "@/server/observability/metrics";
import { createProbeHandlers } from "@/server/observability/probe-handlers";
import { timedStore } from "@/server/observability/timed-store";
import type { SessionStore } from "@/server/persistence/session-store";
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
  options: { readonly weightsGraceMs?: number } = {},
): MountGame {
  return async (httpServer, context) => {
    const { log, now, environment } = context;
    const metrics = createMetrics();
    const store = timedStore(context.store, metrics);
    const pool = metrics.watchPool(createRefereePool());
    const random = chooseRandom(context);
    const referee = new Referee({
      pool,
      random,
      log,
      now,
      keepUpload: (sessionId, upload) =>
        store.commit(sessionId, { events: [], snapshot: null, predictions: [upload], summaries: [] }),
      readPrediction: store.readPrediction,
      countAudit: metrics.countAudit,
      graceMs: options.weightsGraceMs,
    });
    const game = new Game({ store, random, now, log });
    game.listen({ onChange: (runner) => referee.attend(runner) });
    const door = createDoor(environment);
    game.listen({
      onChange({ state }) {
        if (state.phase === "closed") door.joins.forget(state.sessionId);
      },
    });
    const edge = { publicUrl: environment.publicUrl, log, metrics };
    const api = createHandlers({ game, referee, store, environment, ...door, ...edge });
    await game.recover();
    let isOpen = true;
    metrics.readGame(() => gameFigures(game, referee.waitingTrainingCount));
    const probes = createProbeHandlers({
      metrics,
      addressOf: door.addressOf,
      metricsToken: environment.metricsToken,
      askDatabase: () => store.readHeartbeat(),
      isOpen: () => isOpen,
    });
    const realtime = attachRealtime(httpServer, { game, referee, ...door, ...edge });
    return {
      handlers: [...probes, ...api],
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

/** What stands between codes and those who guess them. */
function createDoor(environment: Environment) {
  return {
    wrongCodes: createTryBudget({ perAddress: 300, total: 3000, seconds: 600 }),
    neighbours: new Neighbours(),
    joins: new JoinBudget(),
    addressOf: createReadAddress(environment),
  };
}

interface HandlerParts extends ReturnType<typeof createDoor> {
  readonly game: Game;
  readonly referee: Referee;
  readonly store: SessionStore;
  readonly environment: Environment;
  readonly publicUrl: string | null;
  readonly log: Log;
  readonly metrics: Metrics;
}

function createHandlers(parts: HandlerParts): readonly HttpHandler[] {
  const { game, store, environment, log } = parts;
  const secure = isSecure(environment);
  const sessions = new SessionHandlers({ ...parts, hostPassword: environment.hostPassword, secure });
  const archive = new Archive({ game, store });
  const archived = createArchiveHandlers({
    ...parts,
    archive,
    recoverHost: (body, request) => sessions.recoverHost(body, request),
    secure,
  });
  return [
    createExportHandler(archive, log),
    createViewHandler(parts),
    createSentInputsHandler(parts),
    createWeightsHandler(parts),
    createApiHandler(Object.assign(sessions, archived), parts),
  ];
}
