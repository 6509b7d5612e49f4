"use client";

import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from "react";
import { type SendCommand, useSend } from "@/app/_realtime/SessionProvider";
import { Button } from "@/app/_ui/Button";
import { Dialog } from "@/app/_ui/Dialog";
import type { Refusal } from "@/core/game/refusal";

/** Something that a host should mean to do. */
export interface Question {
  readonly title: string;
  readonly text: string;
  readonly confirm: string;
  readonly onConfirm: () => void;
}

interface HostCommandsValue {
  /** Sends a command; a refusal is shown until the next command. */
  readonly run: SendCommand;
  readonly refusal: Refusal | null;
  readonly ask: (question: Question) => void;
}

const HostCommandsContext = createContext<HostCommandsValue | null>(null);

/** Sends the host's commands, shows what was refused and asks before what cannot be undone. */
export function HostCommands({ children }: { children: ReactNode }) {
  const send = useSend();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [question, setQuestion] = useState<Question | null>(null);

  const run = useCallback<SendCommand>(
    async (name, payload) => {
      const answer = await send(name, payload);
      setRefusal(answer.ok ? null : answer.refusal);
      return answer;
    },
    [send],
  );
  const value = useMemo(() => ({ run, refusal, ask: setQuestion }), [run, refusal]);

  return (
    <HostCommandsContext.Provider value={value}>
      {children}
      <Dialog
        open={question !== null}
        onClose={() => setQuestion(null)}
        title={question?.title}
        actions={
          <Button
            variant="primary"
            onClick={() => {
              question?.onConfirm();
              setQuestion(null);
            }}
          >
            {question?.confirm}
          </Button>
        }
      >
        <p>{question?.text}</p>
      </Dialog>
    </HostCommandsContext.Provider>
  );
}

export function useHostCommands(): HostCommandsValue {
  const value = useContext(HostCommandsContext);
  if (value === null) throw new Error("no HostCommands above");
  return value;
}
