import type { RaceReplica } from "@/app/_training/training-state";
import type { OwnTeamRound } from "@/core/game/view";

/** How one race replica of the team stands, as its mark shows it. */
export type ReplicaState =
  | "waiting"
  | "training"
  | "uploading"
  | "done"
  | "done-by-teammate"
  | "diverged"
  | "missing";

/** The state of each replica: the server's word first, then what this device does. */
export function replicaStates(
  race: readonly RaceReplica[],
  counted: OwnTeamRound["replicas"],
): { readonly replicaIndex: number; readonly state: ReplicaState }[] {
  return race.map(({ replicaIndex, status }) => {
    const result = counted.find((replica) => replica.replicaIndex === replicaIndex);
    return { replicaIndex, state: result === undefined ? localState(status) : countedState(result, status) };
  });
}

function countedState(
  { outcome }: OwnTeamRound["replicas"][number],
  status: RaceReplica["status"],
): ReplicaState {
  if (outcome !== "trained") return outcome;
  return status === "delivered" || status === "uploading" ? "done" : "done-by-teammate";
}

function localState(status: RaceReplica["status"]): ReplicaState {
  if (status === "training") return "training";
  if (status === "uploading" || status === "delivered") return "uploading";
  return "waiting";
}
