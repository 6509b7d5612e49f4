import { useTranslations } from "next-intl";

type Props = {
  /** Any CSS length. */
  size?: string;
  withName?: boolean;
};

/** A survey stake through three layers. */
export function Logo({ size = "30px", withName = true }: Props) {
  const translate = useTranslations("common");
  return (
    <span className="inline-flex items-center gap-s3">
      <svg viewBox="0 0 32 32" style={{ width: size, height: size, flex: "none" }} aria-hidden="true">
        <path d="M2 9H30M2 16H30M2 23H30" stroke="var(--ink)" strokeWidth="2" fill="none" />
        <path
          d="M12 2H20V20L16 30L12 20Z"
          fill="var(--paper)"
          stroke="var(--ink)"
          strokeWidth="2"
          strokeLinejoin="round"
        />
        <path d="M13 3H19V9H13Z" fill="var(--signal)" />
        <path d="M12 9H20M12 16H20" stroke="var(--ink)" strokeWidth="2" />
      </svg>
      {withName ? (
        <span className="text-[1.3em] font-semibold tracking-[-0.01em]">{translate("productName")}</span>
      ) : (
        <span className="visually-hidden">{translate("productName")}</span>
      )}
    </span>
  );
}
