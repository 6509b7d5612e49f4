import { once } from "node:events";
import { connect, type Socket } from "node:net";

const UPGRADE_KEY = "dGhlIHNhbXBsZSBub25jZQ==";

/** A websocket to the socket server made of bytes, for frames that no library would send. Reads nothing but its end. */
export class RawWebsocket {
  readonly ended: Promise<void>;
  readonly #socket: Socket;
  #received = "";

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("data", (chunk) => {
      this.#received += chunk.toString("latin1");
    });
    socket.on("error", () => undefined);
    this.ended = new Promise((resolve) => socket.once("close", () => resolve()));
  }

  static async open(port: number): Promise<RawWebsocket> {
    const socket = connect(port, "127.0.0.1");
    await once(socket, "connect");
    const raw = new RawWebsocket(socket);
    socket.write(
      [
        "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1",
        `host: 127.0.0.1:${port}`,
        "connection: upgrade",
        "upgrade: websocket",
        "sec-websocket-version: 13",
        `sec-websocket-key: ${UPGRADE_KEY}`,
        "\r\n",
      ].join("\r\n"),
    );
    await once(socket, "data");
    return raw;
  }

  /** Everything that came, as latin1. */
  get received(): string {
    return this.#received;
  }

  write(bytes: Uint8Array): void {
    this.#socket.write(bytes);
  }

  sendText(text: string): void {
    this.write(frameOf(0x1, Buffer.from(text, "utf8")));
  }

  /** Says no more; the server has read everything before it learns of it. */
  end(): void {
    this.#socket.end();
  }

  destroy(): void {
    this.#socket.destroy();
  }
}

/** One whole client frame; the mask is zero, so that the payload stands as it is. */
export function frameOf(opcode: number, payload: Uint8Array): Buffer {
  const header =
    payload.length < 126
      ? Buffer.from([0x80 | opcode, 0x80 | payload.length])
      : Buffer.from([0x80 | opcode, 0x80 | 126, payload.length >> 8, payload.length & 0xff]);
  return Buffer.concat([header, Buffer.alloc(4), payload]);
}
