import { createElement, type ReactNode } from "react";
import { firstProduct, type ProductRule } from "./rule-geometry";

type Props = { rule: ProductRule; inputDimension: number };

/** The rule as a formula, with the indices of this very task. */
export function RuleFormula({ rule, inputDimension }: Props) {
  return element(
    "math",
    // A formula is no sentence of the page: Japanese text would take its letters from another font.
    { display: "block", lang: "en" },
    identifier("y"),
    operator("="),
    identifier("sgn"),
    bracket("("),
    rule.family === "k-local" ? (
      <LocalProduct rule={rule} />
    ) : (
      <GlobalSum rule={rule} inputDimension={inputDimension} />
    ),
    bracket(")"),
  );
}

function LocalProduct({ rule }: { rule: ProductRule }) {
  return element(
    "mrow",
    {},
    ...firstProduct(rule).map((index) => input(<NumberText key={index} value={index} />, index)),
  );
}

function GlobalSum({ rule, inputDimension }: Props) {
  const sum = element(
    "munderover",
    {},
    operator("∑"),
    element("mrow", {}, identifier("j"), operator("="), <NumberText value={1} />),
    <NumberText value={inputDimension} />,
  );
  const factors = firstProduct(rule).map((index) =>
    input(index === 1 ? identifier("j") : shifted(index - 1), index),
  );
  return element("mrow", {}, sum, ...factors);
}

function shifted(offset: number): ReactNode {
  return element("mrow", {}, identifier("j"), operator("+"), <NumberText value={offset} />);
}

function input(index: ReactNode, key: number): ReactNode {
  return element("msub", { key }, identifier("x"), index);
}

function NumberText({ value }: { value: number }) {
  return element("mn", {}, String(value));
}

function identifier(name: string): ReactNode {
  return element("mi", {}, name);
}

function operator(sign: string): ReactNode {
  return element("mo", {}, sign);
}

/** Not stretched: without a font for formulas, browsers draw stretched brackets far too tall. */
function bracket(sign: string): ReactNode {
  return element("mo", { stretchy: "false" }, sign);
}

/** React draws MathML but its types do not name the elements. */
function element(tag: string, attributes: Record<string, string | number>, ...children: ReactNode[]) {
  return createElement(tag, attributes, ...children);
}
