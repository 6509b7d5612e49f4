import type { ButtonHTMLAttributes, ReactNode } from "react";

type Look = {
  /** At most one primary (yellow) button on a screen: it is the next thing to do. */
  variant?: "primary" | "secondary" | "quiet";
  size?: "regular" | "large";
  /** Second line in small type, such as a price. */
  detail?: ReactNode;
  wide?: boolean;
};

type ButtonProps = Look & ButtonHTMLAttributes<HTMLButtonElement>;

export function Button(props: ButtonProps) {
  const {
    variant = "secondary",
    size = "regular",
    detail,
    wide = false,
    className,
    children,
    ...rest
  } = props;
  return (
    <button
      type="button"
      className={className ? `button ${className}` : "button"}
      data-variant={variant}
      data-size={size}
      data-wide={wide}
      {...rest}
    >
      <span>{children}</span>
      {detail !== undefined && <span className="button-detail">{detail}</span>}
    </button>
  );
}

type ButtonLinkProps = Look & { href: string; children: ReactNode; className?: string };

/**
 * A link that looks like a button: for going somewhere, not for doing something. A plain link: it leaves a session
 * for good, with its socket and worker, and spares phones the router's link code.
 */
export function ButtonLink(props: ButtonLinkProps) {
  const { variant = "secondary", size = "regular", detail, wide = false, href, className, children } = props;
  return (
    <a
      href={href}
      className={className ? `button ${className}` : "button"}
      data-variant={variant}
      data-size={size}
      data-wide={wide}
    >
      <span>{children}</span>
      {detail !== undefined && <span className="button-detail">{detail}</span>}
    </a>
  );
}
