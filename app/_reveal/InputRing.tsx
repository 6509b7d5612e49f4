import { firstProduct, type ProductRule, products, usedInputs } from "./rule-geometry";

type Props = {
  rule: ProductRule;
  inputDimension: number;
  /** What the picture says, for those who do not see it. */
  label: string;
};

const ringRadius = 82;
const numberRadius = 101;

/** The inputs as marks on a ring, filled where the label depends on them; lines join what is multiplied. */
export function InputRing({ rule, inputDimension, label }: Props) {
  const used = new Set(usedInputs(rule, inputDimension));
  const first = firstProduct(rule);
  const inputs = Array.from({ length: inputDimension }, (_, index) => index + 1);
  const place = (position: number, radius: number) => ringPlace(position, inputDimension, radius);
  const path = (product: readonly number[]) =>
    `M${product.map((position) => place(position, ringRadius).join(" ")).join("L")}Z`;
  return (
    <svg viewBox="-112 -112 224 224" role="img" aria-label={label} className="mx-auto w-full max-w-[620px]">
      <circle r={ringRadius} fill="none" stroke="var(--line)" strokeWidth={0.8} />
      {products(rule, inputDimension).map((product) => (
        <path
          key={product.join("-")}
          d={path(product)}
          fill="none"
          stroke="var(--line-strong)"
          strokeWidth={0.6}
        />
      ))}
      <path
        d={path(first)}
        fill="none"
        stroke="var(--ink)"
        strokeWidth={2.4}
        strokeLinejoin="round"
        data-product="first"
      />
      {inputs.map((position) => {
        const [x, y] = place(position, ringRadius);
        const [textX, textY] = place(position, numberRadius);
        const isUsed = used.has(position);
        return (
          <g key={position} data-used={isUsed}>
            <circle
              cx={x}
              cy={y}
              r={6}
              fill={isUsed ? "var(--ink)" : "var(--paper)"}
              stroke="var(--ink)"
              strokeWidth={1.2}
            />
            <text
              x={textX}
              y={textY}
              fontSize={11}
              textAnchor="middle"
              dominantBaseline="central"
              style={{ fill: isUsed ? "var(--ink)" : "var(--ink-2)", fontWeight: isUsed ? 500 : 400 }}
            >
              {position}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

/** Input 1 stands on top, the others follow clockwise. Rounded, so that server and browser write the same text. */
function ringPlace(position: number, inputDimension: number, radius: number): [number, number] {
  const angle = (2 * Math.PI * (position - 1)) / inputDimension;
  return [round(radius * Math.sin(angle)), round(-radius * Math.cos(angle))];
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
