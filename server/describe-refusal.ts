import type { StartResult } from "@/server/start-server";

type StartRefusal = Exclude<StartResult, { ok: true }>;

/** Says to the operator why the server did not start and what to do. */
export function describeRefusal(refusal: StartRefusal): string {
  switch (refusal.reason) {
    case "data-directory-in-use":
      return (
        `Another server (process ${refusal.processId}) is using the data folder ${refusal.dataDirectory}. ` +
        "It goes on undisturbed. Stop it first, or give this one another folder with DATA_DIR."
      );
    case "port-in-use":
      return `Port ${refusal.port} is taken by another program. Choose another one with PORT, for example PORT=3001.`;
    case "port-forbidden":
      return `This user may not open port ${refusal.port}. Choose one above 1023 with PORT, for example PORT=3000.`;
    case "host-unknown":
      return `This machine has no address ${refusal.host}. Leave HOST out to be reachable under all its addresses.`;
    case "tls-file-unreadable":
      return `${refusal.variable} names the file ${refusal.path}, which is not there or may not be read by this user.`;
    case "tls-file-malformed":
      return (
        `${refusal.variable} names the file ${refusal.path}, which does not hold what it should: ` +
        "TLS_CERT wants a certificate and TLS_KEY its private key without a passphrase, both as PEM text."
      );
    case "tls-key-does-not-fit":
      return (
        `The key in ${refusal.keyPath} (TLS_KEY) does not belong to the certificate in ${refusal.certificatePath} ` +
        "(TLS_CERT). Where the file holds several certificates, the server's own must be the first."
      );
    default:
      return refusal satisfies never;
  }
}
