/** Attributes of a drawn element; those that are undefined are left out. */
export type SvgAttributes = Readonly<Record<string, string | number | undefined>>;

/** `text` with the characters that mean something in XML replaced. */
export function escapeXml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** One element with attributes and drawn children, as text. */
export function element(name: string, attributes: SvgAttributes, ...children: readonly string[]): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeXml(typeof value === "number" ? rounded(value) : `${value}`)}"`)
    .join("");
  return children.length === 0
    ? `<${name}${written}/>`
    : `<${name}${written}>${children.join(children.length > 1 ? "\n" : "")}</${name}>`;
}

/** Words at a point. */
export function words(text: string, attributes: SvgAttributes): string {
  return element("text", attributes, escapeXml(text));
}

/** Pixels to a hundredth. */
function rounded(value: number): string {
  return String(Math.round(value * 100) / 100);
}
