import { createPrivateKey, X509Certificate } from "node:crypto";
import { chmod, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { isIP } from "node:net";
import { hostname, networkInterfaces } from "node:os";
import { join } from "node:path";
import type { TlsMaterial } from "@/server/tls/tls-material";

const FOLDER = "tls";
const FILE = "own-certificate.pem";
const RENEWAL_MS = 30 * 24 * 3600 * 1000;
const OPEN_HOSTS = ["0.0.0.0", "::"];

/** Every name and address under which people in the local network may open this machine, and `host` if it is one. */
export function certificateNames(host: string): string[] {
  const addresses = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    // A link-local address carries a zone, which no certificate can.
    .filter(({ address }) => !address.startsWith("fe80:"))
    .map(({ address }) => address);
  const machine = hostname().toLowerCase();
  const names = [
    "localhost",
    machine,
    machine.includes(".") ? "" : `${machine}.local`,
    ...(OPEN_HOSTS.includes(host) ? [] : [host.toLowerCase()]),
  ].filter((name) => isIP(name) !== 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(name));
  return [...new Set([...names, "127.0.0.1", "::1", ...addresses])];
}

/**
 * The server's own certificate for `names`: the one kept in `dataDirectory`, or a new one when there is none, when a
 * name is missing from it or when it ends within 30 days. The file also holds the key and is for this user only.
 */
export async function loadOwnCertificate(
  dataDirectory: string,
  names: readonly string[],
  nowMs: number,
): Promise<TlsMaterial> {
  const folder = join(dataDirectory, FOLDER);
  const kept = await readKept(join(folder, FILE));
  if (kept !== null && isGoodFor(kept, names, nowMs)) return kept;
  // Loaded where it is needed only: the library takes most of a second.
  const { writeCertificate } = await import("@/server/tls/write-certificate");
  const written = await writeCertificate(names, nowMs);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = join(folder, `${FILE}.${process.pid}`);
  await writeFile(draft, written.certificate + written.key, { mode: 0o600 });
  // The mode above does not count where the file was there already.
  await chmod(draft, 0o600);
  await rename(draft, join(folder, FILE));
  return written;
}

async function readKept(path: string): Promise<TlsMaterial | null> {
  try {
    const text = await readFile(path, "utf8");
    const keyStart = text.indexOf("-----BEGIN PRIVATE KEY-----");
    return keyStart < 0 ? null : { certificate: text.slice(0, keyStart), key: text.slice(keyStart) };
  } catch {
    return null;
  }
}

function isGoodFor(material: TlsMaterial, names: readonly string[], nowMs: number): boolean {
  try {
    const certificate = new X509Certificate(material.certificate);
    const begins = Date.parse(certificate.validFrom);
    const ends = Date.parse(certificate.validTo);
    if (nowMs < begins || nowMs > ends - RENEWAL_MS) return false;
    if (!certificate.checkPrivateKey(createPrivateKey(material.key))) return false;
    return names.every((name) => covers(certificate, name));
  } catch {
    return false;
  }
}

function covers(certificate: X509Certificate, name: string): boolean {
  return (isIP(name) === 0 ? certificate.checkHost(name) : certificate.checkIP(name)) !== undefined;
}
