import { z } from "zod/mini";
import { BallotSchema } from "@/core/game/ballot";
import {
  JoinCodeSchema,
  PilotIdSchema,
  SeatCodeSchema,
  SeatIdSchema,
  TeamIdSchema,
} from "@/core/game/identifiers";
import { mostSeats } from "@/core/game/lesson";
import { raceReplicaCount } from "@/core/game/race";
import type { Refusal } from "@/core/game/refusal";
import { RefusalSchema } from "@/core/game/refusal-schema";
import { largestSummaryBytes } from "@/core/game/run-summary";
import { PilotRunMeasuresSchema } from "@/core/game/run-summary-schema";
import { ObservationSchema, PilotRunResultSchema } from "@/core/game/session-state";
import { mostPilotRuns } from "@/core/game/sweep";
import { SweepSchema } from "@/core/game/sweep-schema";
import { DesignSchema } from "@/core/training/design";

export const RoleSchema = z.enum(["host", "projector", "player"]);
export type Role = z.infer<typeof RoleSchema>;

/** Who a socket says it is; the server believes only what the cookies confirm. */
export const HandshakeSchema = z.strictObject({
  protocolVersion: z.int(),
  joinCode: JoinCodeSchema,
  role: RoleSchema,
});
export type Handshake = z.infer<typeof HandshakeSchema>;

const phaseSequence = z.int().check(z.minimum(0));
const share = z.number().check(z.minimum(0), z.maximum(1));
const stepCount = z.int().check(z.minimum(0), z.maximum(10_000_000));
const replicaIndex = z.int().check(z.minimum(0), z.maximum(raceReplicaCount - 1));

const NothingSchema = z.strictObject({});
const PhaseOnlySchema = z.strictObject({ phaseSequence });

interface CommandRule {
  /** Roles that may send it. `solo` is the seat of a solo session, which conducts its own lesson. */
  readonly roles: readonly (Role | "solo")[];
  readonly payload: z.ZodMiniType;
  readonly reply: z.ZodMiniType;
  /** Largest payload in bytes of JSON. */
  readonly largestBytes: number;
}

/**
 * Every command that a client may send over its socket: one line says who may send it, what it carries, what comes
 * back and how large it may be. Each is acknowledged with `{ ok: true, ...reply }` or `{ ok: false, refusal }`.
 */
export const commandTable = {
  "view:read": {
    roles: ["host", "projector", "player"],
    payload: NothingSchema,
    reply: NothingSchema,
    largestBytes: 100,
  },
  "team:choose": {
    roles: ["player"],
    payload: z.strictObject({ teamId: z.nullable(TeamIdSchema) }),
    reply: NothingSchema,
    largestBytes: 200,
  },
  "ballot:cast": {
    roles: ["player"],
    payload: z.strictObject({ phaseSequence, ballot: BallotSchema }),
    reply: NothingSchema,
    largestBytes: 2_000,
  },
  "draft:set": {
    roles: ["player"],
    payload: z.strictObject({ phaseSequence, design: DesignSchema }),
    reply: NothingSchema,
    largestBytes: 400,
  },
  "pilot:start": {
    roles: ["player"],
    payload: z.strictObject({ phaseSequence, design: DesignSchema, sweep: z.nullable(SweepSchema) }),
    reply: z.strictObject({ pilotId: PilotIdSchema }),
    largestBytes: 1_000,
  },
  "pilot:report": {
    roles: ["player"],
    payload: z.strictObject({
      pilotId: PilotIdSchema,
      result: z.array(PilotRunResultSchema).check(z.minLength(1), z.maxLength(mostPilotRuns)),
      /** Kept for the reveal; a run without measures has a result all the same. */
      summaries: z.array(PilotRunMeasuresSchema).check(z.maxLength(mostPilotRuns)),
    }),
    reply: NothingSchema,
    largestBytes: 4_000 + mostPilotRuns * largestSummaryBytes,
  },
  "design:commit": {
    roles: ["player"],
    payload: z.strictObject({ phaseSequence, design: DesignSchema }),
    reply: NothingSchema,
    largestBytes: 400,
  },
  "labels:read": {
    roles: ["player"],
    payload: NothingSchema,
    reply: z.strictObject({ trainingLabels: z.string(), validationLabels: z.string() }),
    largestBytes: 100,
  },
  "race:progress": {
    roles: ["player"],
    payload: z.strictObject({
      replicaIndex,
      /** [step, training error] since the last report, steps ascending. */
      points: z.array(z.tuple([stepCount, share])).check(z.minLength(1), z.maxLength(60)),
    }),
    reply: NothingSchema,
    largestBytes: 4_000,
  },
  "device:report": {
    roles: ["player"],
    payload: z.strictObject({
      /** Null: this device cannot train. */
      engine: z.nullable(z.enum(["javascript", "wasm", "webgpu", "tfjs"])),
      stepsPerSecond: z.number().check(z.minimum(0), z.maximum(1e9)),
    }),
    reply: NothingSchema,
    largestBytes: 300,
  },
  "figure:predict": {
    roles: ["player"],
    payload: z.strictObject({ phaseSequence, errors: z.array(share).check(z.minLength(1), z.maxLength(16)) }),
    reply: NothingSchema,
    largestBytes: 1_000,
  },
  "debrief:answer": {
    roles: ["player"],
    payload: z.strictObject({
      phaseSequence,
      observation: ObservationSchema,
      evidence: z.string().check(z.maxLength(200)),
    }),
    reply: NothingSchema,
    largestBytes: 2_000,
  },
  "phase:next": {
    roles: ["host", "solo"],
    payload: PhaseOnlySchema,
    reply: NothingSchema,
    largestBytes: 200,
  },
  "time:add": {
    roles: ["host", "solo"],
    payload: z.strictObject({ phaseSequence, seconds: z.literal([15, 30, 60]) }),
    reply: NothingSchema,
    largestBytes: 200,
  },
  "session:pause": {
    roles: ["host", "solo"],
    payload: NothingSchema,
    reply: NothingSchema,
    largestBytes: 100,
  },
  "session:resume": {
    roles: ["host", "solo"],
    payload: NothingSchema,
    reply: NothingSchema,
    largestBytes: 100,
  },
  "session:lock": {
    roles: ["host"],
    payload: z.strictObject({ isLocked: z.boolean() }),
    reply: NothingSchema,
    largestBytes: 100,
  },
  "class:resize": {
    roles: ["host"],
    payload: z.strictObject({ classSize: z.int().check(z.minimum(1), z.maximum(mostSeats)) }),
    reply: NothingSchema,
    largestBytes: 100,
  },
  "seat:remove": {
    roles: ["host"],
    payload: z.strictObject({ seatId: SeatIdSchema }),
    reply: NothingSchema,
    largestBytes: 200,
  },
  "seat:reopen": {
    roles: ["host"],
    payload: z.strictObject({ seatId: SeatIdSchema }),
    reply: z.strictObject({ seatCode: SeatCodeSchema }),
    largestBytes: 200,
  },
  "round:redo": { roles: ["host"], payload: PhaseOnlySchema, reply: NothingSchema, largestBytes: 200 },
  "debrief:jump": { roles: ["host"], payload: PhaseOnlySchema, reply: NothingSchema, largestBytes: 200 },
  "reveal:page": {
    roles: ["host", "solo"],
    payload: z.strictObject({ phaseSequence, page: z.int().check(z.minimum(0), z.maximum(20)) }),
    reply: NothingSchema,
    largestBytes: 200,
  },
  "figure:unlock": { roles: ["host"], payload: PhaseOnlySchema, reply: NothingSchema, largestBytes: 200 },
  "session:close": {
    roles: ["host", "solo"],
    payload: NothingSchema,
    reply: NothingSchema,
    largestBytes: 100,
  },
} as const satisfies Record<string, CommandRule>;

export type CommandName = keyof typeof commandTable;
export type CommandPayload<Name extends CommandName> = z.infer<(typeof commandTable)[Name]["payload"]>;
type ReplyOf<Name extends CommandName> = z.infer<(typeof commandTable)[Name]["reply"]>;
/** What comes back beside `ok: true`; nothing for most commands. */
export type CommandReply<Name extends CommandName> =
  ReplyOf<Name> extends Record<string, never> ? object : ReplyOf<Name>;

/** Every command is answered with one of these. */
export type Answer<Reply> =
  | ({ readonly ok: true } & Reply)
  | { readonly ok: false; readonly refusal: Refusal };

export const RefusedAnswerSchema = z.strictObject({ ok: z.literal(false), refusal: RefusalSchema });

/** socket.io's typing of what clients send. */
export type ClientToServerEvents = {
  [Name in CommandName]: (
    payload: CommandPayload<Name>,
    acknowledge: (answer: Answer<CommandReply<Name>>) => void,
  ) => void;
};
