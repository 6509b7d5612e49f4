import { useFormatter, useTranslations } from "next-intl";
import { LabelSign } from "./LabelSign";

type Props = {
  readonly title: string;
  readonly points: readonly { readonly before: 0 | 1; readonly after: 0 | 1 }[];
  /** By how many places each point was moved, where it was. */
  readonly shifts?: readonly number[];
};

/** The labels of each point before and after, one above the other; a flag stands over those that changed. */
export function LabelPairs({ title, points, shifts }: Props) {
  const translate = useTranslations("play.clues");
  const format = useFormatter();
  const head = "pr-s1 text-left font-normal text-small text-ink-2 whitespace-nowrap";
  return (
    <table className="mt-s1 w-full max-w-[420px] table-fixed" aria-label={title}>
      <colgroup>
        <col className="w-[4.2em]" />
        {points.map((_, point) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a point is its place
          <col key={point} />
        ))}
      </colgroup>
      <tbody className="align-middle">
        <tr>
          <th scope="row" className={head}>
            {translate("changed")}
          </th>
          {points.map(({ before, after }, point) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a point is its place
            <td key={point} className="p-0">
              <ChangeFlag isChanged={before !== after} />
            </td>
          ))}
        </tr>
        {shifts !== undefined && (
          <tr>
            <th scope="row" className={head}>
              {translate("shiftedBy")}
            </th>
            {shifts.map((shift, point) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a point is its place
              <td key={point} className="p-0 text-center text-small text-ink-2">
                {format.number(shift)}
              </td>
            ))}
          </tr>
        )}
        {(["before", "after"] as const).map((side) => (
          <tr key={side}>
            <th scope="row" className={head}>
              {translate(side)}
            </th>
            {points.map((point, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a point is its place
              <td key={index} className="p-px">
                <LabelSign label={point[side]} isStrong={side === "after" && point.before !== point.after} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A surveyor's flag: planted where the label changed, a bare dot where it did not. */
function ChangeFlag({ isChanged }: { readonly isChanged: boolean }) {
  const translate = useTranslations("play.clues");
  return (
    <>
      <svg viewBox="0 0 20 20" className="mx-auto h-auto w-full max-w-5" aria-hidden="true">
        {isChanged ? (
          <path d="M5 19V2H16L12.5 6L16 10H5" fill="var(--ink)" stroke="var(--ink)" strokeWidth="1.5" />
        ) : (
          <circle cx="10" cy="14" r="2" fill="var(--line-strong)" />
        )}
      </svg>
      <span className="visually-hidden">{translate(isChanged ? "yes" : "no")}</span>
    </>
  );
}
