import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { type ProtocolRecord, ProtocolRecordSchema, type ProtocolSettings } from "@/core/training/protocol";
import { UsageError } from "@/lab/command-line";
import { writeWhole } from "@/lab/measured-files";

/** Where protocols are kept unless --out names another folder; not under version control. */
export const protocolFolder = fileURLToPath(new URL("../data/protocol/", import.meta.url));

/** The file of one protocol. */
export function protocolFile(
  folder: string,
  { presetId, depth, width }: Pick<ProtocolSettings, "presetId" | "depth" | "width">,
): string {
  return `${folder.replace(/\/*$/, "/")}${presetId}-depth-${depth}-width-${width}.json`;
}

/** What a file holds, or null when there is none. Refuses a file that is something else. */
export function readProtocol(file: string): ProtocolRecord | null {
  if (!existsSync(file)) return null;
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, "utf8"));
  } catch {
    throw new UsageError(`${file} is not JSON; move it away or name another --out`);
  }
  const record = ProtocolRecordSchema.safeParse(content);
  if (record.success) return record.data;
  throw new UsageError(`${file} holds no protocol; move it away or name another --out`);
}

/** Writes all of a protocol, so that a stopped one goes on after its last run. */
export function writeProtocol(file: string, record: ProtocolRecord): void {
  mkdirSync(dirname(file), { recursive: true });
  writeWhole(file, `${JSON.stringify(record, null, 1)}\n`);
}
