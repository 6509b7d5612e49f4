/** Names of the arguments and tags of an ICU message, also inside plural branches; sorted, each once. */
export function icuArguments(message: string): string[] {
  const tags = [...message.matchAll(/<(\w+)>/g)].map((found) => `<${found[1]}>`);
  return [...new Set([...argumentsOf(message), ...tags])].sort();
}

function argumentsOf(pattern: string): string[] {
  const names: string[] = [];
  for (const inside of bracedParts(pattern)) {
    const [, name = "", rest = ""] = /^\s*(\w+)\s*(?:,([\s\S]*))?$/.exec(inside) ?? [];
    if (name !== "") names.push(name);
    for (const branch of bracedParts(rest)) names.push(...argumentsOf(branch));
  }
  return names;
}

/** What stands between each outermost pair of braces. */
function bracedParts(pattern: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  [...pattern].forEach((_, index) => {
    const character = pattern.charAt(index);
    if (character === "{") {
      if (depth === 0) start = index + 1;
      depth += 1;
    }
    if (character === "}") {
      depth -= 1;
      if (depth === 0) parts.push(pattern.slice(start, index));
    }
  });
  return parts;
}
