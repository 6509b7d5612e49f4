import type { Prisma, PrismaClient } from "@/server/persistence/generated/client";

/** Final weights of the audited replica of one commitment, for the reveal: float32, little-endian. */
export interface StoredWeights {
  roundIndex: number;
  attempt: number;
  teamId: string;
  /** Which of the team's commitments was trained. */
  reopenCount: number;
  replicaIndex: number;
  /** Null: trained by the server. */
  seatId: string | null;
  weights: Uint8Array;
}

/** What names one upload of predictions in a session. */
export interface PredictionName {
  roundIndex: number;
  attempt: number;
  teamId: string;
  replicaIndex: number;
  uploadKey: string;
}

/** The reads that an audit needs. */
export interface AuditStore {
  /** The predictions that a device uploaded, packed as they came, and whether they count; null for an unknown upload. */
  readPrediction(
    sessionId: string,
    name: PredictionName,
  ): Promise<{ bits: Uint8Array; counted: boolean; seatId: string } | null>;
  /** The weights that are kept of one attempt at a round, by team, then commitment. */
  readWeights(sessionId: string, roundIndex: number, attempt: number): Promise<StoredWeights[]>;
}

export function auditStore(prisma: PrismaClient): AuditStore {
  return {
    async readPrediction(sessionId, { roundIndex, attempt, teamId, replicaIndex, uploadKey }) {
      const id = { sessionId, roundIndex, attempt, teamId, replicaIndex, uploadKey };
      return prisma.prediction.findUnique({
        where: { sessionId_roundIndex_attempt_teamId_replicaIndex_uploadKey: id },
        select: { bits: true, counted: true, seatId: true },
      });
    },

    async readWeights(sessionId, roundIndex, attempt) {
      return prisma.finalWeights.findMany({
        where: { sessionId, roundIndex, attempt },
        orderBy: [{ teamId: "asc" }, { reopenCount: "asc" }],
        omit: { sessionId: true },
      });
    },
  };
}

export function weightsRows(
  sessionId: string,
  weights: readonly StoredWeights[],
): Prisma.FinalWeightsCreateManyInput[] {
  return weights.map((row) => ({ sessionId, ...row, weights: Uint8Array.from(row.weights) }));
}
