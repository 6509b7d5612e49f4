/** One way in which bytes could be written into a message. */
export interface SecretForm {
  readonly form: string;
  readonly text: string;
}

/** Length of the runs that are searched: long enough never to appear by chance. */
export const runLength = 64;

/** Disjoint runs of `bytes`: whoever leaks 127 bytes in a row leaks one of them whole. */
export function runsOf(bytes: Uint8Array): Uint8Array[] {
  const count = Math.floor(bytes.length / runLength);
  return Array.from({ length: count }, (_, index) =>
    bytes.subarray(index * runLength, (index + 1) * runLength),
  );
}

/** Every form in which the bytes might travel: binary, hexadecimal, base64 at any alignment, JSON numbers, bits. */
export function formsOf(bytes: Uint8Array): SecretForm[] {
  const buffer = Buffer.from(bytes);
  const binary = buffer.toString("latin1");
  const bits = Array.from(
    { length: bytes.length * 8 },
    (_, index) => ((bytes[index >> 3] ?? 0) >> (index & 7)) & 1,
  );
  return [
    { form: "raw", text: binary },
    { form: "JSON string", text: JSON.stringify(binary).slice(1, -1) },
    { form: "hex", text: buffer.toString("hex") },
    { form: "HEX", text: buffer.toString("hex").toUpperCase() },
    ...[0, 1, 2].map((padding) => ({
      form: `base64+${padding}`,
      text: base64Within(buffer, padding, "base64"),
    })),
    ...[0, 1, 2].map((padding) => ({
      form: `base64url+${padding}`,
      text: base64Within(buffer, padding, "base64url"),
    })),
    { form: "JSON bytes", text: [...bytes].join(",") },
    { form: "JSON bits", text: bits.join(",") },
    { form: "JSON signs", text: bits.map((bit) => (bit === 1 ? 1 : -1)).join(",") },
    { form: "bit string", text: bits.join("") },
  ];
}

/** The characters of base64 that these bytes alone decide when `padding` bytes (modulo 3) stand before them. */
function base64Within(bytes: Buffer, padding: number, encoding: "base64" | "base64url"): string {
  const text = Buffer.concat([Buffer.alloc(padding), bytes]).toString(encoding);
  const firstOwn = Math.ceil((padding * 8) / 6);
  return text.slice(firstOwn, Math.floor(((padding + bytes.length) * 8) / 6));
}

/** The forms of `bytes` that appear in the texts: as characters, or as bytes of their UTF-8. */
export function formsFound(bytes: Uint8Array, texts: readonly string[]): string[] {
  const { haystack, wire } = haystackOf(texts);
  return formsOf(bytes)
    .filter(({ text }) => haystack.includes(text) || wire?.includes(text))
    .map(({ form }) => form);
}

interface Haystack {
  readonly haystack: string;
  /** The bytes of the UTF-8, where they are not the characters themselves. */
  readonly wire: string | null;
}

const known = new WeakMap<readonly string[], Haystack>();

/** Joined once: thousands of runs are looked for in the same texts. */
function haystackOf(texts: readonly string[]): Haystack {
  const before = known.get(texts);
  if (before !== undefined) return before;
  const haystack = texts.join("\n");
  const wire = Buffer.from(haystack, "utf8").toString("latin1");
  const made = { haystack, wire: wire === haystack ? null : wire };
  known.set(texts, made);
  return made;
}
