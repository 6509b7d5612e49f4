import { useTranslations } from "next-intl";
import { errorText } from "./error-text";
import { signFlip, signFlipInputs } from "./reported-claims";

/** Where the story breaks: on 2-local the order of depths turns with the number of samples. */
export function SignFlip() {
  const translate = useTranslations("reveal");
  return (
    <div className="grid gap-x-s6 gap-y-s3 lg:grid-cols-[1fr_1.3fr]">
      <div>
        <h3 className="text-lead">{translate("breaksTitle")}</h3>
        <p className="mt-s1 text-small leading-snug">
          {translate("breaksText", { inputDimension: signFlipInputs })}
        </p>
      </div>
      <table className="w-full self-start text-small leading-snug">
        <caption className="visually-hidden">{translate("breaksTable")}</caption>
        <thead>
          <tr className="text-right text-ink-2">
            <th scope="col" className="text-left font-normal">
              {translate("samplesPerInput")}
            </th>
            {signFlip.map((row) => (
              <th key={row.samples} scope="col" className="font-normal">
                {row.samples / signFlipInputs}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr className="border-t rule-faint text-right">
            <th scope="row" className="text-left font-normal">
              {translate("depthRow", { depth: 1 })}
            </th>
            {signFlip.map((row) => (
              <td
                key={row.samples}
                className={row.shallowError < row.deepError ? "font-medium" : "text-ink-2"}
              >
                {errorText(row.shallowError)}
              </td>
            ))}
          </tr>
          <tr className="border-t rule-faint text-right">
            <th scope="row" className="text-left font-normal">
              {translate("depthRow", { depth: 7 })}
            </th>
            {signFlip.map((row) => (
              <td
                key={row.samples}
                className={row.deepError < row.shallowError ? "font-medium" : "text-ink-2"}
              >
                {errorText(row.deepError)}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  );
}
