import { z } from "zod/mini";
import { JoinCodeSchema } from "@/core/game/identifiers";
import type { Refusal } from "@/core/game/refusal";
import { RefusalSchema } from "@/core/game/refusal-schema";
import { type CommandRule, roles } from "./command-rule";
import { hostCommands } from "./host-commands";
import { playerCommands } from "./player-commands";

export const RoleSchema = z.enum(roles);
export type Role = z.infer<typeof RoleSchema>;

/** Who a socket says it is; the server believes only what the cookies confirm. */
export const HandshakeSchema = z.strictObject({
  protocolVersion: z.int(),
  joinCode: JoinCodeSchema,
  role: RoleSchema,
});
export type Handshake = z.infer<typeof HandshakeSchema>;

/**
 * Every command that a client may send over its socket: one line says who may send it, what it carries, what comes
 * back and how large it may be. Each is acknowledged with `{ ok: true, ...reply }` or `{ ok: false, refusal }`.
 */
export const commandTable = { ...playerCommands, ...hostCommands } as const satisfies Record<
  string,
  CommandRule
>;

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
