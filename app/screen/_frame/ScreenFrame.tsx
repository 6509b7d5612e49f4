import type { ReactNode } from "react";

type Props = {
  title: ReactNode;
  subtitle?: ReactNode;
  /** Right of the title, such as the clock. */
  aside?: ReactNode;
  /** Last line, such as what the figure does not say. */
  footer?: ReactNode;
  children?: ReactNode;
};

/** One question per screen: title on top, one thing below, margins that no projector cuts off. */
export function ScreenFrame({ title, subtitle, aside, footer, children }: Props) {
  return (
    <main
      id="main"
      className="flex min-h-dvh flex-col px-s8 pt-[calc(48*var(--unit))] pb-[calc(36*var(--unit))]"
    >
      <div className="flex items-start justify-between gap-s6">
        <div className="min-w-0">
          <h1 className="leading-tight">{title}</h1>
          {subtitle !== undefined && <p className="mt-s1 leading-snug text-ink-2">{subtitle}</p>}
        </div>
        {aside}
      </div>
      <div className="mt-s4 flex min-h-0 flex-1 flex-col">{children}</div>
      {footer !== undefined && <p className="mt-s3 text-small leading-snug text-ink-2">{footer}</p>}
    </main>
  );
}
