import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { readEnvironment } from "@/server/env";

function problemsOf(source: Record<string, string>): string[] {
  const result = readEnvironment(source);
  return result.ok ? [] : result.problems;
}

describe("readEnvironment", () => {
  it("gives the promised defaults, also for empty values", () => {
    const expected = {
      ok: true,
      environment: {
        port: 3000,
        host: "0.0.0.0",
        publicUrl: null,
        dataDirectory: resolve("data"),
        databaseUrl: null,
        tls: null,
        trustProxy: false,
        hostPassword: null,
        metricsToken: null,
        logLevel: "info",
      },
    };

    expect(readEnvironment({})).toEqual(expected);
    expect(readEnvironment({ PORT: "", HOST: "", PUBLIC_URL: "", DATA_DIR: "", DATABASE_URL: "" })).toEqual(
      expected,
    );
  });

  it("reads every setting", () => {
    const result = readEnvironment({
      PORT: "8080",
      HOST: "127.0.0.1",
      PUBLIC_URL: "https://play.example.org/",
      DATA_DIR: "/var/lib/deepstakes games",
      DATABASE_URL: "postgresql://game:word@db.example.org:5432/game",
      TLS_CERT: "/etc/tls/class.crt",
      TLS_KEY: "/etc/tls/class.key",
      TRUST_PROXY: "1",
      HOST_PASSWORD: "owls at noon",
      METRICS_TOKEN: "0123456789abcdef",
      LOG_LEVEL: "debug",
    });

    expect(result).toEqual({
      ok: true,
      environment: {
        port: 8080,
        host: "127.0.0.1",
        publicUrl: "https://play.example.org",
        dataDirectory: resolve("/var/lib/deepstakes games"),
        databaseUrl: "postgresql://game:word@db.example.org:5432/game",
        tls: { certificatePath: resolve("/etc/tls/class.crt"), keyPath: resolve("/etc/tls/class.key") },
        trustProxy: true,
        hostPassword: "owls at noon",
        metricsToken: "0123456789abcdef",
        logLevel: "debug",
      },
    });
  });

  it.each([
    ["PORT", "abc"],
    ["PORT", "-1"],
    ["PORT", "65536"],
    ["PORT", "80.5"],
    ["HOST", "http://localhost"],
    ["PUBLIC_URL", "play.example.org"],
    ["PUBLIC_URL", "ftp://play.example.org"],
    ["PUBLIC_URL", "https://play.example.org/game"],
    ["DATABASE_URL", "mysql://db.example.org/game"],
    ["HTTPS", "yes"],
    ["TRUST_PROXY", "true"],
    ["HOST_PASSWORD", "x".repeat(201)],
    ["METRICS_TOKEN", "too short"],
    ["LOG_LEVEL", "loud"],
  ])("explains a bad %s (%s)", (name, value) => {
    const problems = problemsOf({ [name]: value });

    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${name} must`));
  });

  it("makes its own certificate on demand", () => {
    expect(readEnvironment({ HTTPS: "auto" })).toMatchObject({ ok: true, environment: { tls: "own" } });
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ["a certificate without its key", { TLS_CERT: "a.pem" }, /^TLS_KEY is missing/],
    ["a key without its certificate", { TLS_KEY: "a.pem" }, /^TLS_CERT is missing/],
    ["two ways to TLS at once", { HTTPS: "auto", TLS_CERT: "a.pem", TLS_KEY: "b.pem" }, /not both/],
  ])("explains %s", (_, source, problem) => {
    expect(problemsOf(source)).toEqual([expect.stringMatching(problem)]);
  });

  it("names every bad value at once", () => {
    expect(problemsOf({ PORT: "x", HOST: "a b", LOG_LEVEL: "loud" })).toHaveLength(3);
  });

  it("does not repeat a database password", () => {
    expect(problemsOf({ DATABASE_URL: "mysql://game:geheim@db.example.org/game" }).join()).not.toContain(
      "geheim",
    );
  });
});
