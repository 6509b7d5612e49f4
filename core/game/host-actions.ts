import type { ActionOf } from "./action";
import { type ActionContext, accept, type Outcome, refuse } from "./outcome";
import { mostCoHosts } from "./seat-state";
import type { SessionState } from "./session-state";

export function recoverHost(state: SessionState, action: ActionOf<"host:recovered">): Outcome {
  return accept({ ...state, hostTokenHash: action.hostTokenHash });
}

export function hideNames(state: SessionState, action: ActionOf<"names:hidden">): Outcome {
  return accept({ ...state, areNamesHidden: action.areHidden });
}

export function blankProjector(state: SessionState, action: ActionOf<"projector:blanked">): Outcome {
  return accept({ ...state, isProjectorBlank: action.isBlank });
}

export function inviteCoHost(state: SessionState, action: ActionOf<"cohost:invited">): Outcome {
  if (state.coHosts.length >= mostCoHosts) return refuse("too-many-hosts");
  return accept({ ...state, coHostInviteHash: action.codeHash });
}

/** An invitation works once. */
export function joinAsCoHost(
  state: SessionState,
  action: ActionOf<"cohost:joined">,
  { now }: ActionContext,
): Outcome {
  const { coHostId, codeHash, tokenHash } = action;
  if (state.coHostInviteHash === null || state.coHostInviteHash !== codeHash) return refuse("unknown-code");
  if (state.coHosts.length >= mostCoHosts) return refuse("too-many-hosts");
  if (state.coHosts.some((other) => other.coHostId === coHostId)) return refuse("malformed");
  const coHosts = [...state.coHosts, { coHostId, tokenHash, joinedAtMs: now }];
  return accept({ ...state, coHosts, coHostInviteHash: null });
}

export function removeCoHost(state: SessionState, action: ActionOf<"cohost:removed">): Outcome {
  const coHosts = state.coHosts.filter((other) => other.coHostId !== action.coHostId);
  return coHosts.length === state.coHosts.length ? refuse("no-such-host") : accept({ ...state, coHosts });
}

/** The recovery code stays with whoever printed it. */
export function handOverHost(
  state: SessionState,
  action: ActionOf<"host:handed-over">,
  { now }: ActionContext,
): Outcome {
  const heir = state.coHosts.find((other) => other.coHostId === action.coHostId);
  if (heir === undefined) return refuse("no-such-host");
  const others = state.coHosts.filter((other) => other !== heir);
  if (others.some((other) => other.coHostId === action.formerOwnerId)) return refuse("malformed");
  const former = { coHostId: action.formerOwnerId, tokenHash: state.hostTokenHash, joinedAtMs: now };
  return accept({ ...state, hostTokenHash: heir.tokenHash, coHosts: [...others, former] });
}
