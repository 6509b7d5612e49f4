/** Numbers that JSON text can hold, as text: some of them become Infinity when parsed, some are no JSON at all. */
const hostileNumbers = [
  ...["-1", "-0", "0.5", "1e-320", "2147483648", "9007199254740993", "1e308", "1e999", "-1e999"],
  ...["NaN", "Infinity", "0x10", "01"],
];
/** Numbers that may be well-formed where they stand, and wrong all the same. */
const plausibleNumbers = ["0", "1", "2", "3", "4", "7", "15", "16", "100", "0.001", "0.3", "10000000"];
const hostileTexts = [
  "",
  " ",
  "\ud800",
  "a\udc00b",
  "\u0000",
  "\u202e\u200b\u2800",
  "__proto__",
  "toString",
  "../../etc/passwd",
  '\'; DROP TABLE "Session"; --',
  "<script>alert(1)</script>",
  "x".repeat(3_000),
  "界".repeat(300),
  `${"e\u0301".repeat(50)}`,
];
const hostileKeys = [
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "seatId",
  "role",
  "\ud800",
  "",
];

type Random = () => number;

/**
 * Spoils valid payloads, the same way at every run. `ids` are identifiers of others that a payload must not be able to
 * use. What comes back is JSON text, or nearly.
 */
export class JsonMutator {
  readonly #random: Random;
  readonly #ids: readonly string[];

  constructor(seed: number, ids: readonly string[]) {
    this.#random = mulberry32(seed);
    this.#ids = ids;
  }

  mutate(base: unknown): string {
    const paths = pathsOf(base);
    const target = this.#pick(paths);
    return this.#write(base, [], target, this.#pick(["replace", "key", "drop", "wrap", "repeat"] as const));
  }

  /** Something that belongs nowhere, as JSON text. */
  junk(): string {
    return this.#pick([
      () => this.#pick(hostileNumbers),
      () => JSON.stringify(this.#pick(hostileTexts)),
      () => JSON.stringify(this.#pick(this.#ids)),
      () => this.#pick(["null", "true", "false", "[]", "{}", "[[]]", "[null]", '{"":{}}']),
      () => '{"__proto__":{"isHost":true,"role":"host"}}',
      () => `{"constructor":{"prototype":{"role":"host"}},"length":${this.#pick(hostileNumbers)}}`,
      () => nested(this.#pick([10, 500, 5_000])),
      () => `[${"0,".repeat(this.#pick([20, 2_000]))}0]`,
      () => '{"_placeholder":true,"num":0}',
    ])();
  }

  #write(value: unknown, path: readonly string[], target: string, how: string): string {
    if (path.join("/") === target) return this.#spoil(value, how);
    if (Array.isArray(value)) {
      return `[${value.map((item, index) => this.#write(item, [...path, String(index)], target, how)).join(",")}]`;
    }
    if (typeof value !== "object" || value === null) return JSON.stringify(value);
    const entries = Object.entries(value).flatMap(([key, item]) => {
      const inner = [...path, key];
      const isTarget = inner.join("/") === target;
      if (isTarget && how === "drop") return [];
      const name = isTarget && how === "key" ? this.#pick(hostileKeys) : key;
      return [`${JSON.stringify(name)}:${this.#write(item, inner, target, how)}`];
    });
    return `{${entries.join(",")}}`;
  }

  #spoil(value: unknown, how: string): string {
    const text = JSON.stringify(value) ?? "null";
    if (how === "wrap") return this.#pick([`[${text}]`, `{"value":${text}}`, JSON.stringify(text)]);
    if (how === "repeat") {
      if (Array.isArray(value)) return JSON.stringify(Array.from({ length: 200 }, () => value).flat());
      return `[${Array.from({ length: 200 }, () => text).join(",")}]`;
    }
    if (how === "key" && isRecord(value)) {
      const extra = `${JSON.stringify(this.#pick(hostileKeys))}:${this.junk()}`;
      return text === "{}" ? `{${extra}}` : `${text.slice(0, -1)},${extra}}`;
    }
    if (typeof value === "number" && this.#random() < 0.5) return this.#pick(plausibleNumbers);
    if (typeof value === "string" && this.#random() < 0.5) {
      return JSON.stringify(this.#pick([this.#pick(this.#ids), value + this.#pick(hostileTexts)]));
    }
    return this.junk();
  }

  #pick<Item>(items: readonly Item[]): Item {
    const item = items[Math.floor(this.#random() * items.length)];
    if (item === undefined) throw new Error("nothing to pick from");
    return item;
  }
}

function pathsOf(value: unknown, path: readonly string[] = []): string[] {
  const inner = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return [path.join("/"), ...inner.flatMap(([key, item]) => pathsOf(item, [...path, key]))];
}

function nested(depth: number): string {
  return "[".repeat(depth) + "]".repeat(depth);
}

function isRecord(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// Tommy Ettinger's generator: 32 bits of state, enough for tests.
function mulberry32(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
