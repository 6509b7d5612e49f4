import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** What a bad network does, counted in pieces of data that pass, so that a test needs no clock. 0 = never. */
export interface Faults {
  /** Every so many pieces both ends of the connection are cut. */
  cutEvery: number;
  /** Every so many pieces everything on the connection stands still for `stallMs`. */
  stallEvery: number;
  stallMs: number;
  /** Every so many uploads the same bytes reach the server once more, on a connection of their own. */
  repeatUploadEvery: number;
  /** Every so many uploads wait until the next upload has gone. */
  swapUploadEvery: number;
}

export interface TcpProxy {
  readonly url: string;
  /** May be changed while connections are open. */
  readonly faults: Faults;
  /** How often each fault has happened. */
  readonly happened: { cuts: number; stalls: number; repeats: number; swaps: number };
  close(): Promise<void>;
}

const uploadStart = "POST /api/predictions ";

/** A network between clients and the server on `serverPort` that can be made bad. */
export async function startTcpProxy(serverPort: number): Promise<TcpProxy> {
  const faults: Faults = { cutEvery: 0, stallEvery: 0, stallMs: 0, repeatUploadEvery: 0, swapUploadEvery: 0 };
  const happened = { cuts: 0, stalls: 0, repeats: 0, swaps: 0 };
  const sockets = new Set<Socket>();
  let pieces = 0;
  let uploads = 0;
  let waitingUpload: (() => void) | null = null;
  const isTurn = (count: number, every: number) => every > 0 && count % every === 0;
  const openServer = () => track(connect(serverPort, "127.0.0.1"));
  const track = (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.once("close", () => sockets.delete(socket));
    return socket;
  };
  const passUpload = (bytes: Buffer, to: Socket) => {
    uploads += 1;
    if (isTurn(uploads, faults.repeatUploadEvery)) {
      happened.repeats += 1;
      const copy = openServer();
      copy.resume();
      copy.end(bytes);
    }
    const go = () => to.write(bytes);
    const earlier = waitingUpload;
    waitingUpload = null;
    if (earlier === null && isTurn(uploads, faults.swapUploadEvery)) {
      happened.swaps += 1;
      waitingUpload = go;
      return;
    }
    go();
    earlier?.();
  };
  const pass = async (from: Socket, to: Socket) => {
    const collect = new UploadCollector();
    for await (const piece of from) {
      pieces += 1;
      if (isTurn(pieces, faults.cutEvery)) {
        happened.cuts += 1;
        from.destroy();
        to.destroy();
        return;
      }
      if (isTurn(pieces, faults.stallEvery)) {
        happened.stalls += 1;
        await new Promise((resolve) => setTimeout(resolve, faults.stallMs));
      }
      for (const { bytes, isUpload } of collect.take(piece as Buffer)) {
        if (isUpload) passUpload(bytes, to);
        else if (!to.destroyed) to.write(bytes);
      }
    }
    to.end();
  };
  const server = createServer((client) => {
    track(client);
    const upstream = openServer();
    pass(client, upstream).catch(() => upstream.destroy());
    pass(upstream, client).catch(() => client.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    faults,
    happened,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

/** Puts the pieces of an upload together, so that it can be sent once more or later as a whole. */
class UploadCollector {
  #upload: Buffer | null = null;

  take(piece: Buffer): { bytes: Buffer; isUpload: boolean }[] {
    const starts = piece.subarray(0, uploadStart.length).toString("latin1") === uploadStart;
    if (this.#upload === null && !starts) return [{ bytes: piece, isUpload: false }];
    this.#upload = Buffer.concat([this.#upload ?? Buffer.alloc(0), piece]);
    const head = this.#upload.indexOf("\r\n\r\n");
    const length = /content-length: (\d+)/i.exec(this.#upload.subarray(0, head).toString("latin1"))?.[1];
    if (head < 0 || length === undefined || this.#upload.length < head + 4 + Number(length)) return [];
    const bytes = this.#upload;
    this.#upload = null;
    return [{ bytes, isUpload: true }];
  }
}
