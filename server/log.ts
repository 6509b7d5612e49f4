import pino from "pino";
import type { Environment } from "@/server/env";

export type Log = pino.Logger;

/** Fields that say who somebody is or let somebody in; they are cut out wherever an object is logged. */
const PRIVATE_FIELDS = [
  "name",
  "teamName",
  "token",
  "seatCode",
  "recoveryCode",
  "cookie",
  "secret",
  "password",
];

/** Lines of JSON on the standard output, or in `destination`, without names or tokens. */
export function createLog(
  level: Environment["logLevel"],
  destination: pino.DestinationStream = pino.destination(1),
): Log {
  return pino(
    {
      level,
      base: null,
      serializers: { error: pino.stdSerializers.err },
      redact: {
        paths: PRIVATE_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
        remove: true,
      },
    },
    destination,
  );
}
