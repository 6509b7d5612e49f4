import type { CommandName } from "@/core/contract/socket-commands";
import type { CommandHandler } from "./command-context";
import { hostCommandHandlers } from "./host-command-handlers";
import { playerCommandHandlers } from "./player-command-handlers";

/** One handler per command; payloads are parsed and roles checked before. */
export const commandHandlers: { readonly [Name in CommandName]: CommandHandler<Name> } = {
  ...playerCommandHandlers,
  ...hostCommandHandlers,
};
