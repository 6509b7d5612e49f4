// A worker thread cannot begin with a TypeScript file on Node 20: the loader is registered here first.
import { register } from "tsx/esm/api";

register();
await import("./trial-thread.ts");
