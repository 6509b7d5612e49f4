/**
 * Labels and predictions travel as packed bits: bit i is bit (i & 7), least significant first, of byte i >> 3;
 * 1 means +1, 0 means -1. Unused bits of the last byte are 0.
 */
export function packBits(bits: ArrayLike<number | boolean>): Uint8Array {
  const packed = new Uint8Array(packedByteCount(bits.length));
  for (let index = 0; index < bits.length; index += 1) {
    if (bits[index]) packed[index >> 3] = (packed[index >> 3] as number) | (1 << (index & 7));
  }
  return packed;
}

/** Number of bytes that hold `bitCount` packed bits. */
export function packedByteCount(bitCount: number): number {
  return Math.ceil(bitCount / 8);
}

/** Bit `index` of `packed`: 1 or 0. Reading behind the end gives 0. */
export function unpackBit(packed: Uint8Array, index: number): 0 | 1 {
  return (((packed[index >> 3] ?? 0) >> (index & 7)) & 1) as 0 | 1;
}

/** In how many of their first `count` bits `a` and `b` differ: the number of wrong predictions. */
export function countDifferentBits(a: Uint8Array, b: Uint8Array, count: number): number {
  let differentCount = 0;
  for (let index = 0; index < count; index += 1) {
    if (unpackBit(a, index) !== unpackBit(b, index)) differentCount += 1;
  }
  return differentCount;
}

const base64Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const digitValues = new Map(Array.from(base64Digits, (digit, value) => [digit, value]));

/** Standard base64 with padding (RFC 4648, section 4). */
export function encodeBase64(bytes: Uint8Array): string {
  let text = "";
  for (let start = 0; start < bytes.length; start += 3) {
    const triple = ((bytes[start] ?? 0) << 16) | ((bytes[start + 1] ?? 0) << 8) | (bytes[start + 2] ?? 0);
    const digitCount = Math.min(3, bytes.length - start) + 1;
    for (let digit = 0; digit < 4; digit += 1) {
      text += digit < digitCount ? base64Digits[(triple >> (18 - 6 * digit)) & 63] : "=";
    }
  }
  return text;
}

/** The bytes of a base64 text, or null unless it is exactly what `encodeBase64` writes for some bytes. */
export function decodeBase64(text: string): Uint8Array | null {
  if (text.length % 4 !== 0) return null;
  const paddingCount = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  const digitCount = text.length - paddingCount;
  const bytes = new Uint8Array((text.length / 4) * 3 - paddingCount);
  let pendingBits = 0;
  let pendingCount = 0;
  let byteIndex = 0;
  for (let index = 0; index < digitCount; index += 1) {
    const value = digitValues.get(text[index] as string);
    if (value === undefined) return null;
    pendingBits = ((pendingBits << 6) | value) & 0xfff;
    pendingCount += 6;
    if (pendingCount >= 8) {
      pendingCount -= 8;
      bytes[byteIndex] = pendingBits >> pendingCount;
      byteIndex += 1;
    }
  }
  const leftOverBits = pendingBits & ((1 << pendingCount) - 1);
  return leftOverBits === 0 ? bytes : null;
}
