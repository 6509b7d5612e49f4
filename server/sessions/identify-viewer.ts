import type { IncomingMessage } from "node:http";
import type { Role } from "@/core/contract/socket-commands";
import type { Refusal } from "@/core/game/refusal";
import type { SessionState } from "@/core/game/session-state";
import type { Viewer } from "@/core/game/view";
import { hostIdOf, knownSeatOf } from "./session-cookies";

/** Who a request is in a session, by its cookies and the role that it asks for; a text is the refusal. */
export function identifyViewer(role: Role, request: IncomingMessage, state: SessionState): Viewer | Refusal {
  if (role === "projector") return state.mode === "solo" ? "not-allowed" : { role };
  if (role === "host") {
    const hostId = hostIdOf(request, state);
    return hostId === null ? "not-allowed" : { role, isCoHost: hostId !== "owner" };
  }
  const known = knownSeatOf(request, state);
  if (known === null || known.standing === "removed") return "not-seated";
  return known.standing === "banned" ? "banned" : { role, seatId: known.seatId };
}
