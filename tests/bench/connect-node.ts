import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { createAnswerQueue, type HostConnection, withinTime } from "@/tests/bench/host-connection";
import type { HostReply } from "@/tests/bench/trainer-host";

const hostFile = fileURLToPath(new URL("node-host.ts", import.meta.url));

export interface NodeHostOptions {
  /** Where WebGPU computes in this process; `none` where it is not used. */
  gpu: "none" | "adapter" | "null";
  /** Environment variables beside those of this process. */
  variables?: Record<string, string>;
}

/** Starts a Node process for one family of trainers. */
export async function connectNode(family: string, options: NodeHostOptions): Promise<HostConnection> {
  const child = fork(hostFile, [family, options.gpu], {
    execArgv: ["--import", "tsx"],
    env: { ...process.env, ...options.variables },
    // tfjs writes advice to its output.
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const answers = createAnswerQueue(`the process of ${family}`);
  child.on("message", (reply: HostReply) => answers.deliver(reply));
  child.on("exit", (code) => answers.fail(`ended with code ${code}`));
  child.on("error", ({ message }) => answers.fail(message));
  await withinTime(answers.next(), `starting ${family}`);
  return {
    ask(request) {
      child.send(request);
      return withinTime(answers.next(), `${request.kind} of ${family}`);
    },
    close: () => endChild(child),
  };
}

/** Ends a child; one that was not stopped is killed, whatever it is doing. */
async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await ended;
}
