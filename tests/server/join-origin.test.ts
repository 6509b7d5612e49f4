import { describe, expect, test } from "vitest";
import { joinOriginFor } from "@/server/join-origin";

const open = { host: "0.0.0.0", publicUrl: null, tls: null };
const network = ["192.168.0.7", "10.0.0.2"];

describe("the origin that students type", () => {
  test("is the operator's public address when there is one", () => {
    const environment = { host: "127.0.0.1", publicUrl: "https://play.example.org", tls: null };
    expect(joinOriginFor(environment, { host: "localhost:3000" }, network)).toBe("https://play.example.org");
  });

  test.each(["localhost:3000", "127.0.0.1:3000", "[::1]:3000"])(
    "is the network address when the page was opened as %s",
    (host) => {
      expect(joinOriginFor(open, { host }, network)).toBe("http://192.168.0.7:3000");
    },
  );

  test("is encrypted where the server is", () => {
    const environment = { ...open, tls: "own" as const };
    expect(joinOriginFor(environment, { host: "localhost:3000" }, network)).toBe("https://192.168.0.7:3000");
  });

  test("keeps a port away that is not there", () => {
    expect(joinOriginFor(open, { host: "localhost" }, network)).toBe("http://192.168.0.7");
  });

  test.each<[string, string | undefined, readonly string[], string]>([
    ["opened under a name that others reach too", "class.local:3000", network, "0.0.0.0"],
    ["listening on this machine alone", "localhost:3000", network, "127.0.0.1"],
    ["without a network", "localhost:3000", [], "0.0.0.0"],
    ["asked without a host", undefined, network, "0.0.0.0"],
    ["asked with nonsense", "a b/c", network, "0.0.0.0"],
  ])("is left to the page when %s", (_case, host, addresses, listening) => {
    const headers = host === undefined ? {} : { host };
    expect(joinOriginFor({ host: listening, publicUrl: null, tls: null }, headers, addresses)).toBeNull();
  });
});
