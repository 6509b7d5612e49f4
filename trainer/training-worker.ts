import { createEngineLoader } from "@/trainer/engine-loader";
import { probeDevice } from "@/trainer/probe-device";
import { createTrainingService } from "@/trainer/training-service";
import type { WorkerReply, WorkerRequest } from "@/trainer/worker-messages";

// Browsers slow timers of hidden tabs down to one a second or a minute; messages of a channel are not slowed.
const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.onmessage = () => waiting.shift()?.();

const reply = (message: WorkerReply) => self.postMessage(message);

const handle = createTrainingService({
  loadEngine: createEngineLoader({
    gpu: navigator.gpu,
    now: () => performance.now(),
    onDeviceLost: () => reply({ kind: "device-lost" }),
  }),
  probeDevice: () => probeDevice(self),
  reply,
  yieldToMessages: () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      channel.port2.postMessage(null);
    }),
  now: () => performance.now(),
});

self.onmessage = (event: MessageEvent<WorkerRequest>) => handle(event.data);
