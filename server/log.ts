import pino from "pino";
import type { Environment } from "@/server/env";

export type Log = pino.Logger;

/** Fields that say who somebody is or let somebody in; they are cut out wherever an object is logged. */
const PRIVATE_FIELDS = ["name", "teamName", "token", "seatCode", "recoveryCode", "cookie", "secret"];

/** Lines of JSON on the standard output, without names or tokens. */
export function createLog(level: Environment["logLevel"]): Log {
  return pino({
    level,
    base: null,
    redact: { paths: PRIVATE_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]), remove: true },
  });
}
