import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import type { MessageNamespace } from "./load-messages";

/** What every client component of `_ui` may need. */
const sharedNamespaces: readonly MessageNamespace[] = ["common", "ui", "charts"];

type Props = {
  /** Namespaces that the client components inside use, besides `common`, `ui` and `charts`. */
  namespaces?: readonly MessageNamespace[];
  children: ReactNode;
};

/** Gives the client components inside the messages that they use, and no others. */
export async function ClientMessages({ namespaces = [], children }: Props) {
  const messages = await getMessages();
  const wanted = [...sharedNamespaces, ...namespaces].map((namespace) => [namespace, messages[namespace]]);
  return <NextIntlClientProvider messages={Object.fromEntries(wanted)}>{children}</NextIntlClientProvider>;
}
