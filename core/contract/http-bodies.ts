import { z } from "zod/mini";
import {
  JoinCodeSchema,
  LeaseIdSchema,
  RecoveryCodeSchema,
  SeatCodeSchema,
  SeatIdSchema,
  SessionIdSchema,
} from "@/core/game/identifiers";
import { LessonSchema, SessionSettingsSchema } from "@/core/game/lesson";
import { raceReplicaCount } from "@/core/game/race";
import type { Refusal } from "@/core/game/refusal";
import { largestSummaryBytes } from "@/core/game/run-summary";
import { RunMeasuresSchema } from "@/core/game/run-summary-schema";
import { DeckIdSchema } from "@/core/tasks/deck";
import { archiveTable } from "./archive-bodies";
import { httpPaths } from "./http-paths";

export const longestHostPassword = 200;

/** Drawn by the device for each upload, so that a repeated one is known as the same. */
const UploadKeySchema = z.string().check(z.regex(/^[A-Za-z0-9-]{8,64}$/));

interface HttpRule {
  readonly path: string;
  readonly body: z.ZodMiniType;
  readonly reply: z.ZodMiniType;
  /** Largest body in bytes. */
  readonly largestBytes: number;
}

/**
 * Every HTTP POST of the game. Bodies are JSON; answers are `{ ok: true, ...reply }` or `{ ok: false, refusal }`.
 * Cookies (httpOnly) carry the host's and the seats' tokens; no token is ever in a body.
 */
export const httpTable = {
  /** Opens a session; sets the host's cookie. The recovery code is shown once, for printing. */
  createSession: {
    path: httpPaths.createSession,
    body: z.strictObject({
      lesson: LessonSchema,
      settings: SessionSettingsSchema,
      /** Where the server wants one: without it, or with a wrong one, the refusal is `wrong-password`. */
      password: z.optional(z.string().check(z.maxLength(longestHostPassword))),
    }),
    reply: z.strictObject({ joinCode: JoinCodeSchema, recoveryCode: RecoveryCodeSchema }),
    largestBytes: 8_000,
  },
  /** Opens a session with one seat that conducts itself; sets the seat's cookie. */
  playAlone: {
    path: httpPaths.playAlone,
    body: z.strictObject({ deckId: DeckIdSchema, name: z.string().check(z.maxLength(200)) }),
    reply: z.strictObject({ joinCode: JoinCodeSchema }),
    largestBytes: 1_000,
  },
  /**
   * Takes a seat, or a place among those who wait for the host; sets the seat's cookie. A device that has a seat
   * already gets that seat again, also after the host has removed it, but not after a ban.
   */
  join: {
    path: httpPaths.join,
    body: z.strictObject({
      joinCode: z.string().check(z.maxLength(20)),
      name: z.string().check(z.maxLength(200)),
      /** Real name or student number, for the host alone. */
      privateName: z.optional(z.string().check(z.maxLength(200))),
      /** 128 bits that the device made for this join; sent again with them, it is the same join. */
      requestId: z.optional(z.string().check(z.regex(/^[0-9a-f]{32}$/))),
    }),
    reply: z.strictObject({
      joinCode: JoinCodeSchema,
      seatId: SeatIdSchema,
      /** True: the host has to admit it first; the device connects and waits. */
      isWaiting: z.boolean(),
      /** Null when the device had this seat already and may know its code. */
      seatCode: z.nullable(SeatCodeSchema),
    }),
    largestBytes: 1_000,
  },
  /** Brings a seat to another device; the old device's cookie is void. */
  returnToSeat: {
    path: httpPaths.returnToSeat,
    body: z.strictObject({
      joinCode: z.string().check(z.maxLength(20)),
      seatCode: z.string().check(z.maxLength(20)),
    }),
    reply: z.strictObject({ joinCode: JoinCodeSchema }),
    largestBytes: 1_000,
  },
  /** Gives the host's controls to the holder of the recovery code; the old cookie is void. */
  recoverHost: {
    path: httpPaths.recoverHost,
    body: z.strictObject({
      joinCode: z.string().check(z.maxLength(20)),
      recoveryCode: z.string().check(z.maxLength(40)),
    }),
    reply: z.strictObject({ joinCode: JoinCodeSchema }),
    largestBytes: 1_000,
  },
  /** Makes this device a co-host by the code of an invitation, which is void afterwards; sets a host's cookie. */
  joinAsCoHost: {
    path: httpPaths.joinAsCoHost,
    body: z.strictObject({
      joinCode: z.string().check(z.maxLength(20)),
      coHostCode: z.string().check(z.maxLength(20)),
    }),
    reply: z.strictObject({ joinCode: JoinCodeSchema }),
    largestBytes: 1_000,
  },
  /**
   * One race replica's predictions on the sealed test inputs: packed bits in base64, null when it diverged. The
   * server counts the errors of the first upload of a replica. Every later one, with the same `uploadKey` or
   * another, is answered `counted: false` and never counted, so that this is no oracle; a retry is stored once.
   */
  uploadPredictions: {
    path: httpPaths.uploadPredictions,
    body: z.strictObject({
      sessionId: SessionIdSchema,
      roundIndex: z.int().check(z.minimum(0), z.maximum(1000)),
      attempt: z.int().check(z.minimum(0), z.maximum(1000)),
      /** Of the commitment that was trained, from the own view: an upload of a withdrawn one is `wrong-attempt`. */
      reopenCount: z.int().check(z.minimum(0), z.maximum(1000)),
      replicaIndex: z.int().check(z.minimum(0), z.maximum(raceReplicaCount - 1)),
      uploadKey: UploadKeySchema,
      step: z.int().check(z.minimum(0), z.maximum(10_000_000)),
      trainingError: z.nullable(z.number().check(z.minimum(0), z.maximum(1))),
      predictions: z.nullable(z.string().check(z.maxLength(40_000))),
      /** Kept with the upload that counts. */
      summary: z.nullable(RunMeasuresSchema),
    }),
    reply: z.strictObject({ counted: z.boolean() }),
    largestBytes: 48_000 + largestSummaryBytes,
  },
  /** What a device trained under a lease. It counts if it comes first and is what the bank expects. */
  uploadLease: {
    path: httpPaths.uploadLease,
    body: z.strictObject({
      sessionId: SessionIdSchema,
      leaseId: LeaseIdSchema,
      step: z.int().check(z.minimum(0), z.maximum(10_000_000)),
      trainingError: z.nullable(z.number().check(z.minimum(0), z.maximum(1))),
      predictions: z.nullable(z.string().check(z.maxLength(40_000))),
    }),
    reply: z.strictObject({ counted: z.boolean() }),
    largestBytes: 48_000,
  },
  ...archiveTable,
} as const satisfies Record<string, HttpRule>;

/** A number in the query of an address. */
const queryNumber = (most: number) =>
  z.pipe(z.string().check(z.regex(/^\d{1,4}$/)), z.transform(Number)).check(z.maximum(most));

/**
 * The one POST whose body is not JSON: the final weights of the replica that the server has named, as little-endian
 * float32 in the order of `weightLayout`; just as long as the committed design's network. What they belong to stands
 * in the query. The first upload of a commitment counts, whatever is in it; the answer says nothing about the weights.
 */
export const weightsUpload = {
  path: httpPaths.uploadWeights,
  query: z.strictObject({
    sessionId: SessionIdSchema,
    roundIndex: queryNumber(1000),
    attempt: queryNumber(1000),
    reopenCount: queryNumber(1000),
    replicaIndex: queryNumber(raceReplicaCount - 1),
    /** Of the upload of predictions that these weights made. */
    uploadKey: UploadKeySchema,
  }),
  reply: z.strictObject({ counted: z.boolean() }),
} as const;
export type WeightsPlace = z.infer<typeof weightsUpload.query>;

export type HttpName = keyof typeof httpTable;
export type HttpBody<Name extends HttpName> = z.infer<(typeof httpTable)[Name]["body"]>;
export type HttpReply<Name extends HttpName> = z.infer<(typeof httpTable)[Name]["reply"]>;
export type HttpAnswer<Name extends HttpName> =
  | ({ readonly ok: true } & HttpReply<Name>)
  | { readonly ok: false; readonly refusal: Refusal };
