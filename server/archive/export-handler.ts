import type { IncomingMessage, ServerResponse } from "node:http";
import { type ArchivedSession, type ExportNames, exportNames } from "@/core/contract/archive-bodies";
import { SessionIdSchema } from "@/core/game/identifiers";
import { type HttpHandler, sendJson } from "@/server/http-handler";
import type { Log } from "@/server/log";
import type { Archive } from "./archive";
import { sessionCsv } from "./session-csv";
import { withNames } from "./session-record";

const exportAddress = /^\/api\/archive\/export\/([A-Za-z0-9_-]{1,40})\.(csv|json)(?:\?(.*))?$/;

/**
 * Answers the downloads of a session (`exportPath`), as CSV or JSON. Names are in it only where
 * `names=game` asks for them, real names and student numbers where `names=private` does.
 */
export function createExportHandler(archive: Archive, log: Log): HttpHandler {
  return (request, response) => {
    const found = exportAddress.exec(request.url ?? "");
    if (found === null || request.method !== "GET") return false;
    const [, id = "", format = "", query = ""] = found;
    const asked = new URLSearchParams(query).get("names");
    const names = exportNames.find((name) => name === asked) ?? "none";
    send(archive, request, response, { id, format, names }).catch((error: unknown) => {
      log.error({ err: error }, "an export failed");
      if (!response.headersSent) sendJson(response, 500, { ok: false, refusal: "internal" });
    });
    return true;
  };
}

async function send(
  archive: Archive,
  request: IncomingMessage,
  response: ServerResponse,
  { id, format, names }: { id: string; format: string; names: ExportNames },
): Promise<void> {
  const opened = await archive.open(request, SessionIdSchema.parse(id));
  if (!opened.ok) return sendJson(response, 404, { ok: false, refusal: opened.refusal });
  const session = withNames(opened.session, names);
  const text = format === "csv" ? sessionCsv(session) : `${JSON.stringify(session, null, 2)}\n`;
  response
    .writeHead(200, {
      "content-type": format === "csv" ? "text/csv; charset=utf-8" : "application/json; charset=utf-8",
      "content-disposition": `attachment; filename="${fileName(session)}.${format}"`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    })
    .end(text);
}

function fileName({ joinCode, createdAtMs }: ArchivedSession): string {
  return `deepstakes-${joinCode}-${new Date(createdAtMs).toISOString().slice(0, 10)}`;
}
