import { z } from "zod/mini";

/** One schema inside another: where it stands, and its definition. */
export interface SchemaNode {
  readonly path: string;
  readonly schema: z.core.$ZodType;
}

/**
 * Every schema inside a schema, itself included. Throws at a kind that it does not know, so that a new kind cannot
 * slip past a test that walks.
 */
export function walkSchema(schema: z.core.$ZodType, path = "$"): SchemaNode[] {
  return [{ path, schema }, ...partsOf(schema).flatMap(([name, part]) => walkSchema(part, `${path}${name}`))];
}

function partsOf(schema: z.core.$ZodType): [string, z.core.$ZodType][] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case "object":
      return Object.entries(def.shape).map(([key, part]) => [`.${key}`, part]);
    case "array":
      return [["[]", def.element]];
    case "tuple":
      return def.items.map((part, index) => [`[${index}]`, part]);
    case "union":
      return def.options.map((part, index) => [`|${index}`, part]);
    case "nullable":
    case "optional":
    case "default":
      return [["?", def.innerType]];
    case "pipe":
      return [
        ["<", def.in],
        [">", def.out],
      ];
    case "string":
    case "number":
    case "boolean":
    case "literal":
    case "enum":
    case "null":
    case "transform":
      return [];
    default:
      throw new Error(`a schema of kind ${def.type} must be taught to walkSchema`);
  }
}

/** True when an object schema rejects keys that it does not name; also true of everything that is no object. */
export function isStrict({ schema }: SchemaNode): boolean {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  return def.type !== "object" || def.catchall?._zod.def.type === "never";
}

/** The keys of all objects inside a schema. */
export function keysOf(schema: z.core.$ZodType): Set<string> {
  return new Set(
    walkSchema(schema).flatMap(({ schema: node }) => {
      const { def } = (node as z.core.$ZodTypes)._zod;
      return def.type === "object" ? Object.keys(def.shape) : [];
    }),
  );
}

/** True when a schema bounds what it accepts by itself: strings and arrays have a longest length. */
export function isBounded({ schema }: SchemaNode): boolean {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type !== "string" && def.type !== "array") return true;
  const checks = (def.checks ?? []).map((check) => check._zod.def);
  return checks.some(
    (check) =>
      check.check === "max_length" ||
      (check.check === "string_format" && "pattern" in check && isBoundedPattern(check.pattern)),
  );
}

/** True for patterns that fix the whole text and repeat nothing without limit. */
function isBoundedPattern(pattern: unknown): boolean {
  if (!(pattern instanceof RegExp)) return false;
  const { source } = pattern;
  return (
    source.startsWith("^") && source.endsWith("$") && !/[*+]|,\}/.test(source.replace(/\[[^\]]*\]/g, ""))
  );
}

/** The same schema tree with what only the reveal may fill forced to be empty. */
export function preRevealShared<Shape extends z.core.$ZodShape>(shared: z.ZodMiniObject<Shape>) {
  return z.strictObject({ ...shared.shape, reveal: z.null(), figure: z.null(), debrief: z.null() });
}
