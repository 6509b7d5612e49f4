import type { RateLimiterMemory } from "rate-limiter-flexible";
import type { Sender } from "@/core/contract/command-rule";
import { type Answer, type CommandName, commandTable } from "@/core/contract/socket-commands";
import type { Refusal } from "@/core/game/refusal";
import type { Viewer } from "@/core/game/view";
import type { Log } from "@/server/log";
import type { Metrics } from "@/server/observability/metrics";
import type { CommandContext } from "./command-context";
import { commandHandlers } from "./command-handlers";

interface IncomingCommand {
  readonly name: string;
  /** What came after the name: the payload, then the acknowledgement. */
  readonly rest: readonly unknown[];
  readonly viewer: Viewer;
  readonly context: CommandContext;
  readonly limiter: RateLimiterMemory;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** What a tab may send while another tab of the same host has the controls. */
const controlFree: readonly CommandName[] = ["view:read", "control:take"];

type Acknowledge = (answer: Answer<Record<string, unknown>>) => void;

/**
 * The one edge of all socket commands: rate, size, shape, role, then the handler. Always acknowledges, never
 * throws: a handler that fails is a bug, logged and answered with `internal`.
 */
export async function answerCommand(command: IncomingCommand): Promise<void> {
  const last = command.rest.at(-1);
  const acknowledge: Acknowledge = typeof last === "function" ? (last as Acknowledge) : () => undefined;
  const finish = command.metrics.beginAnswer(
    "socket",
    isCommandName(command.name) ? command.name : "unknown",
  );
  try {
    const answer = await decide(command);
    if (!answer.ok) logRefusal(command, answer.refusal);
    acknowledge(answer);
    finish(answer.ok ? null : answer.refusal);
  } catch (error) {
    command.log.error({ err: error, command: command.name }, "a command failed");
    acknowledge({ ok: false, refusal: "internal" });
    finish("internal");
  }
}

async function decide(command: IncomingCommand): Promise<Answer<Record<string, unknown>>> {
  const { name, rest, viewer, context, limiter } = command;
  if (!(await isWithinRate(limiter))) return refused("too-fast");
  if (!isCommandName(name)) return refused("malformed");
  const rule = commandTable[name];
  const [payload] = rest;
  if (typeof payload === "function" || jsonBytes(payload) > rule.largestBytes) {
    return refused(typeof payload === "function" ? "malformed" : "too-large");
  }
  const parsed = rule.payload.safeParse(payload);
  if (!parsed.success) return refused("malformed");
  if (!mayCommand(rule.roles, viewer, context)) return refused("not-allowed");
  const isElsewhere = viewer.role === "host" && viewer.hasControl === false;
  if (isElsewhere && !controlFree.includes(name)) return refused("control-elsewhere");
  // The table pairs each payload with its handler; TypeScript cannot follow a union of names through both.
  const handle = commandHandlers[name] as (
    context: CommandContext,
    payload: unknown,
  ) => Promise<Answer<Record<string, unknown>>>;
  return handle(context, parsed.data);
}

/** Only names of the contract: an unknown one may hold anything. */
function logRefusal({ name, viewer, log }: IncomingCommand, refusal: Refusal): void {
  log.debug({ command: isCommandName(name) ? name : null, role: viewer.role, refusal }, "refused");
}

function mayCommand(roles: readonly Sender[], viewer: Viewer, { runner }: CommandContext): boolean {
  if (roles.includes(viewer.role)) return true;
  if (viewer.role === "host") return roles.includes("owner") && viewer.isCoHost !== true;
  return roles.includes("solo") && viewer.role === "player" && runner.state.mode === "solo";
}

function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(commandTable, name);
}

async function isWithinRate(limiter: RateLimiterMemory): Promise<boolean> {
  try {
    await limiter.consume("commands");
    return true;
  } catch {
    return false;
  }
}

/** Size of a payload as JSON; what JSON cannot hold counts as too large. */
function jsonBytes(payload: unknown): number {
  try {
    return Buffer.byteLength(JSON.stringify(payload) ?? "");
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

function refused(refusal: Refusal) {
  return { ok: false as const, refusal };
}
