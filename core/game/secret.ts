declare const sealed: unique symbol;

/**
 * A value that no player may learn before the reveal. It is plain JSON at run time, but its type shows nothing:
 * only `openSecret` reads it, and only the referee, the scoring and the reveal may import that function
 * (checked by the import rules and by a compile-time test).
 */
export interface Secret<T> {
  readonly [sealed]: T;
}

/** Closes a value. */
export function sealSecret<T>(value: T): Secret<T> {
  return value as unknown as Secret<T>;
}
