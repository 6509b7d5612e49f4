"use client";

import { useCallback, useState } from "react";
import { useSend } from "@/app/_realtime/SessionProvider";
import type { Answer, CommandName, CommandPayload, CommandReply } from "@/core/contract/socket-commands";
import type { Refusal } from "@/core/game/refusal";

interface Command {
  /** Sends and remembers a refusal until the next try. */
  readonly run: <Name extends CommandName>(
    name: Name,
    payload: CommandPayload<Name>,
  ) => Promise<Answer<CommandReply<Name>>>;
  readonly refusal: Refusal | null;
  readonly isBusy: boolean;
}

/** A button's command: whether it is under way, and why it was refused. */
export function useCommand(): Command {
  const send = useSend();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const run = useCallback<Command["run"]>(
    async (name, payload) => {
      setIsBusy(true);
      const answer = await send(name, payload);
      setIsBusy(false);
      setRefusal(answer.ok ? null : answer.refusal);
      return answer;
    },
    [send],
  );
  return { run, refusal, isBusy };
}
