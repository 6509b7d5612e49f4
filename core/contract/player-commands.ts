import { z } from "zod/mini";
import { ClueSchema } from "@/core/clues/clue";
import { BallotSchema } from "@/core/game/ballot";
import { LeaseIdSchema, PilotIdSchema, SeatIdSchema, TeamIdSchema } from "@/core/game/identifiers";
import { KnobSchema } from "@/core/game/knob";
import { raceReplicaCount } from "@/core/game/race";
import { largestSummaryBytes } from "@/core/game/run-summary";
import { PilotRunMeasuresSchema } from "@/core/game/run-summary-schema";
import { PeopleAtDeviceSchema, PersonSchema } from "@/core/game/seat-state";
import { ObservationSchema, PilotRunResultSchema } from "@/core/game/session-state";
import { mostPilotRuns } from "@/core/game/sweep";
import { SweepSchema } from "@/core/game/sweep-schema";
import { DesignSchema } from "@/core/training/design";
import { type CommandRule, NothingSchema, PhaseOnlySchema, phaseSequenceSchema } from "./command-rule";

const phaseSequence = phaseSequenceSchema;
const share = z.number().check(z.minimum(0), z.maximum(1));
const stepCount = z.int().check(z.minimum(0), z.maximum(10_000_000));
const replicaIndex = z.int().check(z.minimum(0), z.maximum(raceReplicaCount - 1));

/** What a player's socket may send; `view:read` is open to every viewer. */
export const playerCommands = {
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
  /** By the captain, while no round runs: how the own team is called; null: by its number alone. */
  "team:name": {
    roles: ["player"],
    payload: z.strictObject({ name: z.nullable(z.string().check(z.maxLength(200))) }),
    reply: NothingSchema,
    largestBytes: 1_000,
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
  /** Pays for a clue; its answer comes with the own view of the whole team. */
  "clue:buy": {
    roles: ["player"],
    payload: z.strictObject({ phaseSequence, clue: ClueSchema }),
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
  /**
   * Commits the team's design, or proposes it where a second seat must confirm: `commitStep` in the own view says
   * which. To confirm is to send the proposed design.
   */
  "design:commit": {
    roles: ["player"],
    payload: z.strictObject({
      phaseSequence,
      design: DesignSchema,
      /** Who of those who share this device. */
      person: z.optional(PersonSchema),
    }),
    reply: NothingSchema,
    largestBytes: 400,
  },
  /** Says how many people share this device: it then shows the roles of all, and two of them commit. */
  "people:state": {
    roles: ["player"],
    payload: z.strictObject({ peopleAtDevice: PeopleAtDeviceSchema }),
    reply: NothingSchema,
    largestBytes: 100,
  },
  /** Takes back the team's proposal, so that its design can be changed. */
  "design:withdraw": {
    roles: ["player"],
    payload: PhaseOnlySchema,
    reply: NothingSchema,
    largestBytes: 200,
  },
  /** Says which knob this seat has its hand on; teammates see it. Memory only. */
  "draft:touch": {
    roles: ["player"],
    payload: z.strictObject({ knob: z.nullable(KnobSchema) }),
    reply: NothingSchema,
    largestBytes: 100,
  },
  /** By the captain: the team's commitment is in another seat's hands from now on. */
  "captain:hand-over": {
    roles: ["player"],
    payload: z.strictObject({ seatId: SeatIdSchema }),
    reply: NothingSchema,
    largestBytes: 200,
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
  /** What this device trains with. One that cannot train says 0 steps per second: its seat advises. */
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
  /**
   * Offers this device, whose own team lacks nothing, for another team's replica that waits too long, or renews the
   * one that it holds; to be sent every 5 s. Null: nothing to do, or what it trains is not wanted any more.
   */
  "lease:take": {
    roles: ["player"],
    payload: NothingSchema,
    reply: z.strictObject({
      lease: z.nullable(
        z.strictObject({
          leaseId: LeaseIdSchema,
          roundIndex: z.int(),
          attempt: z.int(),
          replicaIndex: z.int(),
          design: DesignSchema,
        }),
      ),
    }),
    largestBytes: 100,
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
} as const satisfies Record<string, CommandRule>;
