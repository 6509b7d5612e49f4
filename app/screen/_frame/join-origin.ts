import { headers } from "next/headers";
import { joinOriginHeader } from "@/core/contract/join-origin-header";

/** The origin that students type: the operator's public address, else the one under which this page was opened. */
export async function readJoinOrigin(): Promise<string> {
  const requestHeaders = await headers();
  const announced = requestHeaders.get(joinOriginHeader);
  if (announced) return announced;
  const host = requestHeaders.get("x-forwarded-host") ?? requestHeaders.get("host") ?? "localhost";
  const scheme = requestHeaders.get("x-forwarded-proto") === "https" ? "https" : "http";
  return `${scheme}://${host}`;
}
