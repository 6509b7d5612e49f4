import { createPrivateKey, X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";

/** What a TLS server proves itself with, both as PEM. */
export interface TlsMaterial {
  /** The certificate, followed by those that lead to a known authority. */
  certificate: string;
  key: string;
}

export interface TlsFiles {
  certificatePath: string;
  keyPath: string;
}

export type TlsRefusal =
  | { ok: false; reason: "tls-file-unreadable"; variable: string; path: string }
  | { ok: false; reason: "tls-file-malformed"; variable: string; path: string }
  | { ok: false; reason: "tls-key-does-not-fit"; certificatePath: string; keyPath: string };

/** Reads the operator's certificate and key and makes sure that they belong together. */
export async function readTlsFiles({
  certificatePath,
  keyPath,
}: TlsFiles): Promise<{ ok: true; material: TlsMaterial } | TlsRefusal> {
  const certificate = await readText("TLS_CERT", certificatePath);
  if (!certificate.ok) return certificate;
  const key = await readText("TLS_KEY", keyPath);
  if (!key.ok) return key;
  const parsedCertificate = parse(() => new X509Certificate(certificate.text));
  if (parsedCertificate === null) return malformed("TLS_CERT", certificatePath);
  const parsedKey = parse(() => createPrivateKey(key.text));
  if (parsedKey === null) return malformed("TLS_KEY", keyPath);
  if (!parsedCertificate.checkPrivateKey(parsedKey)) {
    return { ok: false, reason: "tls-key-does-not-fit", certificatePath, keyPath };
  }
  return { ok: true, material: { certificate: certificate.text, key: key.text } };
}

/** SHA-256 of the first certificate as browsers show it, for people who compare before they trust. */
export function fingerprintOf({ certificate }: TlsMaterial): string {
  return new X509Certificate(certificate).fingerprint256;
}

async function readText(
  variable: string,
  path: string,
): Promise<{ ok: true; text: string } | Extract<TlsRefusal, { reason: "tls-file-unreadable" }>> {
  try {
    return { ok: true, text: await readFile(path, "utf8") };
  } catch {
    return { ok: false, reason: "tls-file-unreadable", variable, path };
  }
}

function malformed(variable: string, path: string): TlsRefusal {
  return { ok: false, reason: "tls-file-malformed", variable, path };
}

function parse<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch {
    return null;
  }
}
