import { z } from "zod/mini";
import { SeatIdSchema, TeamIdSchema } from "@/core/game/identifiers";
import { OwnViewSchema, SharedViewSchema } from "@/core/game/view";

/**
 * What a viewer may see now. A part that has not changed since this socket's last message is null; of the shared part
 * only the keys come that have changed. The first message of a socket and the answer to `view:read` are whole.
 */
export const ViewMessageSchema = z.strictObject({
  version: z.int(),
  serverNowMs: z.number(),
  shared: z.nullable(z.partial(SharedViewSchema)),
  own: z.nullable(OwnViewSchema),
});
export type ViewMessage = z.infer<typeof ViewMessageSchema>;

/** Training error of one team over its race so far: points [step, median training error], step ascending. */
export const RaceCurveSchema = z.strictObject({
  teamId: TeamIdSchema,
  points: z.array(z.tuple([z.int(), z.number()])),
  /** How far each replica is, in steps; null where it has not begun. */
  replicaSteps: z.array(z.nullable(z.int())),
});
export type RaceCurve = z.infer<typeof RaceCurveSchema>;

export const DeviceSchema = z.strictObject({
  seatId: SeatIdSchema,
  /** Null: this device cannot train. */
  engine: z.nullable(z.enum(["javascript", "wasm", "webgpu", "tfjs"])),
  stepsPerSecond: z.number(),
});
export type Device = z.infer<typeof DeviceSchema>;

/** What changes by the second and is kept in memory only: to host and projector at most once a second. */
export const LiveMessageSchema = z.strictObject({
  race: z.array(RaceCurveSchema),
  /** For the host alone; empty for the projector. */
  devices: z.array(DeviceSchema),
});
export type LiveMessage = z.infer<typeof LiveMessageSchema>;

/** Why the server ends a connection: the tab says so and does not come back by itself. */
export const FarewellSchema = z.strictObject({
  reason: z.enum([
    "moved-to-another-tab",
    "removed",
    "banned",
    "turned-away",
    "session-closed",
    "server-stopping",
  ]),
});
export type Farewell = z.infer<typeof FarewellSchema>;

export interface ServerToClientEvents {
  view: (message: ViewMessage) => void;
  live: (message: LiveMessage) => void;
  farewell: (message: Farewell) => void;
}
