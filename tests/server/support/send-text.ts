import type { HeadlessViewer } from "./headless-viewer";

let nextAcknowledgement = 1_000_000;

/** Sends `["name",payload]` as text of its own making. Null: the socket was closed instead of an answer. */
export function sendText(viewer: HeadlessViewer, name: string, payload: string): Promise<unknown> {
  const { engine } = viewer.socket.io;
  nextAcknowledgement += 1;
  const head = `3${nextAcknowledgement}`;
  return new Promise((resolve) => {
    const finish = (answer: unknown) => {
      engine.off("packet", look);
      engine.off("close", onClose);
      resolve(answer);
    };
    const look = ({ type, data }: { type: string; data?: unknown }) => {
      if (type !== "message" || !String(data).startsWith(`${head}[`)) return;
      finish((JSON.parse(String(data).slice(head.length)) as unknown[])[0]);
    };
    const onClose = () => finish(null);
    engine.on("packet", look);
    engine.on("close", onClose);
    engine.write(`2${nextAcknowledgement}[${JSON.stringify(name)},${payload}]`);
  });
}
