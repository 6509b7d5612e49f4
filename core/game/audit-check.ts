import { z } from "zod/mini";

const replicaIndex = z.int().check(z.minimum(0));
const error = z.number().check(z.minimum(0), z.maximum(1));

/** What the referee found out about a team's replicas of one commitment. Shown to hosts only, never scored. */
export const AuditCheckSchema = z.discriminatedUnion("kind", [
  /**
   * Whether the predictions of the named replica are those of the weights that the team sent. `missing`: none came in
   * time, which may be any dead battery, so the replica was trained again.
   */
  z.strictObject({
    kind: z.literal("weights"),
    replicaIndex,
    verdict: z.enum(["agree", "differ", "missing"]),
  }),
  /** What the server got from the same design and seeds, beside what the team's devices brought. */
  z.strictObject({
    kind: z.literal("retraining"),
    replicaIndices: z.array(replicaIndex),
    /** Mean test errors. */
    claimedError: error,
    retrainedError: error,
    /** Of their difference. */
    standardError: z.number().check(z.minimum(0)),
    verdict: z.enum(["verified", "unverified"]),
  }),
]);
export type AuditCheck = z.infer<typeof AuditCheckSchema>;
