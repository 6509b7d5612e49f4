import { resolve } from "node:path";
import { z } from "zod/mini";
import { longestHostPassword } from "@/core/contract/http-bodies";
import type { TlsFiles } from "@/server/tls/tls-material";

export const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

/** What the operator may set; everything else is a constant in the code. */
export interface Environment {
  /** 0 takes a free port. */
  port: number;
  host: string;
  /** Origin under which people reach the server, without a trailing slash; null = the request's own host. */
  publicUrl: string | null;
  /** Absolute path of the folder of the embedded database. */
  dataDirectory: string;
  /** A PostgreSQL server; null = the embedded database. */
  databaseUrl: string | null;
  /** The operator's certificate, or `own` for one that the server makes; null = plain http. */
  tls: TlsFiles | "own" | null;
  /** True behind a reverse proxy: it says in X-Forwarded-For where a request comes from. */
  trustProxy: boolean;
  /** Asked of whoever opens a class session; null = everybody may. */
  hostPassword: string | null;
  /** Opens `/metrics` to whoever carries it; null = to this machine only. */
  metricsToken: string | null;
  logLevel: (typeof logLevels)[number];
}

export type EnvironmentResult = { ok: true; environment: Environment } | { ok: false; problems: string[] };

const EnvironmentSchema = z.object({
  PORT: z._default(
    z
      .string()
      .check(
        z.refine(isPort, "must be a whole number from 0 to 65535, for example 3000 (0 takes a free port)"),
      ),
    "3000",
  ),
  HOST: z._default(
    z
      .string()
      .check(
        z.regex(/^[^\s/]+$/, "must be a host name or an address such as 0.0.0.0, without http:// or spaces"),
      ),
    "0.0.0.0",
  ),
  PUBLIC_URL: z.optional(
    z
      .string()
      .check(
        z.refine(
          isOrigin,
          "must be an http or https address without a path, for example https://play.example.org",
        ),
      ),
  ),
  DATA_DIR: z._default(z.string(), "./data"),
  DATABASE_URL: z.optional(
    z
      .string()
      .check(
        z.refine(
          isPostgresUrl,
          "must look like postgresql://user:password@host:5432/name; leave it out for the embedded database",
        ),
      ),
  ),
  TLS_CERT: z.optional(z.string()),
  TLS_KEY: z.optional(z.string()),
  HTTPS: z.optional(z.literal("auto", 'must be "auto" or left out')),
  TRUST_PROXY: z.optional(
    z.literal(["0", "1"], "must be 1 behind a reverse proxy and 0 or left out elsewhere"),
  ),
  HOST_PASSWORD: z.optional(
    z.string().check(z.maxLength(longestHostPassword, `must have at most ${longestHostPassword} characters`)),
  ),
  METRICS_TOKEN: z.optional(
    z
      .string()
      .check(z.regex(/^[\x21-\x7e]{16,200}$/, "must have 16 to 200 letters, digits and signs, no spaces")),
  ),
  LOG_LEVEL: z._default(z.enum(logLevels, `must be one of ${logLevels.join(", ")}`), "info"),
});

/**
 * Reads the settings from `source` (`process.env`). An empty value counts as not set. Problems are whole sentences
 * for the operator; they quote the value, unless it is a password or may hold one.
 */
export function readEnvironment(source: Readonly<Record<string, string | undefined>>): EnvironmentResult {
  const given = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = EnvironmentSchema.safeParse(given);
  if (!parsed.success) {
    return { ok: false, problems: parsed.error.issues.map((issue) => describeProblem(issue, given)) };
  }
  const {
    PORT,
    HOST,
    PUBLIC_URL,
    DATA_DIR,
    DATABASE_URL,
    TRUST_PROXY,
    HOST_PASSWORD,
    METRICS_TOKEN,
    LOG_LEVEL,
  } = parsed.data;
  const tls = readTls(parsed.data);
  if (!tls.ok) return { ok: false, problems: [tls.problem] };
  return {
    ok: true,
    environment: {
      port: Number(PORT),
      host: HOST,
      publicUrl: PUBLIC_URL === undefined ? null : new URL(PUBLIC_URL).origin,
      dataDirectory: resolve(DATA_DIR),
      databaseUrl: DATABASE_URL ?? null,
      tls: tls.value,
      trustProxy: TRUST_PROXY === "1",
      hostPassword: HOST_PASSWORD ?? null,
      metricsToken: METRICS_TOKEN ?? null,
      logLevel: LOG_LEVEL,
    },
  };
}

function readTls({
  TLS_CERT,
  TLS_KEY,
  HTTPS,
}: Pick<z.infer<typeof EnvironmentSchema>, "TLS_CERT" | "TLS_KEY" | "HTTPS">):
  | { ok: true; value: Environment["tls"] }
  | { ok: false; problem: string } {
  if (TLS_CERT === undefined && TLS_KEY === undefined) {
    return { ok: true, value: HTTPS === "auto" ? "own" : null };
  }
  if (HTTPS !== undefined) {
    const problem =
      "HTTPS=auto makes its own certificate, TLS_CERT and TLS_KEY name yours: set one of the two ways, not both.";
    return { ok: false, problem };
  }
  if (TLS_CERT === undefined || TLS_KEY === undefined) {
    const missing = TLS_CERT === undefined ? "TLS_CERT" : "TLS_KEY";
    const problem = `${missing} is missing: TLS needs the files of both the certificate (TLS_CERT) and its key (TLS_KEY).`;
    return { ok: false, problem };
  }
  return { ok: true, value: { certificatePath: resolve(TLS_CERT), keyPath: resolve(TLS_KEY) } };
}

/** Settings whose values are not repeated on the screen. */
const SECRETS = ["DATABASE_URL", "HOST_PASSWORD", "METRICS_TOKEN"];

function describeProblem(issue: z.core.$ZodIssue, given: Record<string, string | undefined>): string {
  const name = String(issue.path[0]);
  const value = SECRETS.includes(name) ? "" : ` (it is "${given[name] ?? ""}")`;
  return `${name} ${issue.message}${value}.`;
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65535;
}

function isOrigin(text: string): boolean {
  const url = parseUrl(text);
  if (url === null || !["http:", "https:"].includes(url.protocol)) return false;
  return url.pathname === "/" && url.search === "" && url.hash === "" && url.username === "";
}

function isPostgresUrl(text: string): boolean {
  const url = parseUrl(text);
  return url !== null && ["postgres:", "postgresql:"].includes(url.protocol) && url.hostname !== "";
}

function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}
