import type { Device, LiveMessage, RaceCurve } from "@/core/contract/server-events";
import type { SeatId, TeamId } from "@/core/game/identifiers";
import { raceReplicaCount } from "@/core/game/race";
import type { SessionState } from "@/core/game/session-state";
import { median } from "@/core/numerics/statistics";

type Point = [step: number, trainingError: number];

const mostPointsPerReplica = 120;

/**
 * What changes by the second during a race and lives in memory only: how far each replica is and its training
 * error, and what devices say of themselves. Test errors never come here.
 */
export class LiveBoard {
  readonly #curves = new Map<TeamId, (Point[] | undefined)[]>();
  readonly #devices = new Map<SeatId, Device>();
  #phaseSequence = -1;

  recordProgress(state: SessionState, teamId: TeamId, replicaIndex: number, points: readonly Point[]): void {
    this.#startAnew(state);
    const replicas = this.#curves.get(teamId) ?? [];
    const curve = replicas[replicaIndex] ?? [];
    for (const point of points) addPoint(curve, point);
    replicas[replicaIndex] = curve;
    this.#curves.set(teamId, replicas);
  }

  /** The host has reopened the team: what it trained does not count. */
  forgetTeam(teamId: TeamId): void {
    this.#curves.delete(teamId);
  }

  recordDevice(device: Device): void {
    this.#devices.set(device.seatId, device);
  }

  /** For the projector without devices, for the host with them. */
  message(role: "host" | "projector"): LiveMessage {
    return {
      race: [...this.#curves].map(([teamId, replicas]) => raceCurve(teamId, replicas)),
      devices: role === "host" ? [...this.#devices.values()] : [],
    };
  }

  #startAnew(state: SessionState): void {
    const isSameRace = state.phase === "racing" || state.phase === "scoring";
    const sequence = state.phase === "scoring" ? state.phaseSequence - 1 : state.phaseSequence;
    if (isSameRace && sequence === this.#phaseSequence) return;
    this.#curves.clear();
    this.#phaseSequence = sequence;
  }
}

function addPoint(curve: Point[], point: Point): void {
  const last = curve.at(-1);
  // A device that reloads trains its replica from the start again: its curve does too.
  if (last !== undefined && point[0] < last[0]) curve.length = 0;
  if (curve.length < mostPointsPerReplica) curve.push(point);
  else curve[curve.length - 1] = point;
}

/**
 * The team's line: at each step that some replica reported, the median over the replicas that have come that far.
 * A replica that stopped early because it makes no error any more counts on.
 */
function raceCurve(teamId: TeamId, replicas: readonly (Point[] | undefined)[]): RaceCurve {
  const known = Array.from({ length: raceReplicaCount }, (_, index) => replicas[index] ?? []);
  const steps = [...new Set(known.flatMap((curve) => curve.map(([step]) => step)))].sort((a, b) => a - b);
  const points = steps.map((step): Point => {
    const errors = known.flatMap((curve) => {
      const last = curve.at(-1);
      const counts = last !== undefined && (last[0] >= step || last[1] === 0);
      const latest = counts ? curve.findLast(([reached]) => reached <= step) : undefined;
      return latest === undefined ? [] : [latest[1]];
    });
    return [step, median(errors)];
  });
  return { teamId, points, replicaSteps: known.map((curve) => curve.at(-1)?.[0] ?? null) };
}
