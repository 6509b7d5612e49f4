import { createHash } from "node:crypto";
import { inflateSync } from "node:zlib";
import { kernelModule } from "@/trainer/engines/wasm/generated/kernel-module";

/** What stands in the bank for this build of the wasm engine: the first digits of the SHA-256 of its module. */
export const wasmEngineVersion = createHash("sha256")
  .update(inflateSync(Buffer.from(kernelModule, "base64")))
  .digest("hex")
  .slice(0, 16);
