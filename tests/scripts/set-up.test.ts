import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fingerprintOf, requireNode, SetUpError } from "@/scripts/set-up.mjs";

describe("requireNode", () => {
  it.each(["18.20.0", "20.18.3"])("refuses %s with a sentence", (version) => {
    expect(() => requireNode(version)).toThrow(SetUpError);
    expect(() => requireNode(version)).toThrow(/needs Node 20\.19 or newer; this is/);
  });

  it.each(["20.19.0", "20.20.2", "22.0.0", "24.11.1"])("accepts %s", (version) => {
    expect(() => requireNode(version)).not.toThrow();
  });
});

describe("fingerprintOf", () => {
  let root = "";

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "deepstakes set-up "));
    mkdirSync(join(root, "app", "play"), { recursive: true });
    writeFileSync(join(root, "app", "page.tsx"), "one");
    writeFileSync(join(root, "app", "play", "page.tsx"), "two");
  });

  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const fingerprint = () => fingerprintOf(["app", "missing.json"], root);

  it("stays while nothing changes", () => {
    expect(fingerprint()).toBe(fingerprint());
  });

  it("changes with a file's content, name and absence", () => {
    const seen = [fingerprint()];
    writeFileSync(join(root, "app", "play", "page.tsx"), "three");
    seen.push(fingerprint());
    renameSync(join(root, "app", "play", "page.tsx"), join(root, "app", "play", "other.tsx"));
    seen.push(fingerprint());
    rmSync(join(root, "app", "play", "other.tsx"));
    seen.push(fingerprint());
    writeFileSync(join(root, "missing.json"), "{}");
    seen.push(fingerprint());

    expect(new Set(seen).size).toBe(seen.length);
  });
});
