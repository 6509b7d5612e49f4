import { X509Certificate } from "node:crypto";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { certificateNames, loadOwnCertificate } from "@/server/tls/own-certificate";

const day = 24 * 3600 * 1000;
const names = ["localhost", "class-laptop.local", "127.0.0.1", "::1", "192.168.0.7"];
const now = Date.UTC(2030, 0, 1);

let dataDirectory = "";
beforeAll(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), "deepstakes-tls-"));
});
afterAll(() => rm(dataDirectory, { recursive: true, force: true }));

const load = (wanted: readonly string[], nowMs: number) => loadOwnCertificate(dataDirectory, wanted, nowMs);
const path = () => join(dataDirectory, "tls", "own-certificate.pem");

describe("the own certificate", () => {
  it("is made for all names, for servers only and for at most 398 days", async () => {
    const certificate = new X509Certificate((await load(names, now)).certificate);

    for (const name of ["localhost", "class-laptop.local"]) expect(certificate.checkHost(name)).toBe(name);
    for (const address of ["127.0.0.1", "::1", "192.168.0.7"]) {
      expect(certificate.checkIP(address)).toBe(address);
    }
    expect(certificate.checkHost("example.org")).toBeUndefined();
    expect(certificate.ca).toBe(false);
    expect(certificate.keyUsage).toEqual(["1.3.6.1.5.5.7.3.1"]);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    const lifetime = Date.parse(certificate.validTo) - Date.parse(certificate.validFrom);
    expect(lifetime).toBeLessThanOrEqual(398 * day);
    expect(Date.parse(certificate.validFrom)).toBeLessThan(now);
  });

  it("is kept with its key for this user alone, and used again", async () => {
    const first = await load(names, now);
    const file = await stat(path());
    const second = await load(names.slice(1), now + 300 * day);

    expect(file.mode & 0o777).toBe(0o600);
    expect(second).toEqual(first);
    expect(await readFile(path(), "utf8")).toBe(first.certificate + first.key);
  });

  it.each<[string, readonly string[], number]>([
    ["an address is new", [...names, "10.0.0.2"], now],
    ["a name is new", [...names, "other.local"], now],
    ["it ends within 30 days", names, now + 366 * day],
    ["the clock was set back before its beginning", names, now - 3 * day],
  ])("is renewed when %s", async (_, wanted, nowMs) => {
    await rm(path(), { force: true });
    const first = await load(names, now);
    const second = await load(wanted, nowMs);

    expect(second.certificate).not.toBe(first.certificate);
    expect(second.key).not.toBe(first.key);
    const certificate = new X509Certificate(second.certificate);
    for (const name of wanted)
      expect(certificate.subjectAltName).toContain(name === "::1" ? "0:0:0:0:0:0:0:1" : name);
  });

  it.each<[string, (text: string) => string]>([
    ["is empty", () => ""],
    ["was cut off", (text) => text.slice(0, text.length / 2)],
    ["has lost its key", (text) => text.slice(0, text.indexOf("-----BEGIN PRIVATE KEY"))],
  ])("is made again when the file %s", async (_, damage) => {
    await load(names, now);
    await writeFile(path(), damage(await readFile(path(), "utf8")));
    const loaded = await load(names, now);

    expect(await readFile(path(), "utf8")).toBe(loaded.certificate + loaded.key);
    expect(new X509Certificate(loaded.certificate).checkHost("localhost")).toBe("localhost");
  });
});

describe("certificateNames", () => {
  it("has this machine's loopback names and an address that the operator chose", () => {
    expect(certificateNames("0.0.0.0")).toEqual(expect.arrayContaining(["localhost", "127.0.0.1", "::1"]));
    expect(certificateNames("0.0.0.0")).not.toContain("0.0.0.0");
    expect(certificateNames("Class.Example.org")).toContain("class.example.org");
  });

  it("has no name twice", () => {
    const found = certificateNames("127.0.0.1");
    expect(new Set(found).size).toBe(found.length);
  });
});
