/** Whether pages may compute on this device's GPU, and if not, why not. */
export type GpuState =
  | "insecure-context"
  | "no-webgpu"
  | "no-adapter"
  | "fallback-adapter"
  | "available"
  | "lost-device";

export interface DeviceReport {
  gpu: GpuState;
  /** Name of the adapter as the browser tells it; null where there is none or it has no name. */
  adapter: string | null;
}

/** The part of a page's or worker's global scope that is looked at. */
export interface DeviceScope {
  isSecureContext: boolean;
  navigator: { gpu?: { requestAdapter(): Promise<ProbedAdapter | null> } };
}

interface ProbedAdapter {
  info?: { vendor?: string; architecture?: string; description?: string; isFallbackAdapter?: boolean };
  /** Where older browsers say it. */
  isFallbackAdapter?: boolean;
}

/** Asks the browser for a GPU. Never rejects: a browser that fails while it looks has no adapter. */
export async function probeDevice({ isSecureContext, navigator }: DeviceScope): Promise<DeviceReport> {
  if (!isSecureContext) return { gpu: "insecure-context", adapter: null };
  if (!navigator.gpu) return { gpu: "no-webgpu", adapter: null };
  const adapter = await navigator.gpu.requestAdapter().catch(() => null);
  if (!adapter) return { gpu: "no-adapter", adapter: null };
  return {
    gpu: isSoftwareAdapter(adapter) ? "fallback-adapter" : "available",
    adapter: adapterName(adapter),
  };
}

/** Whether the browser says that this is no GPU but the processor, which imitates one. */
export function isSoftwareAdapter({ info, isFallbackAdapter }: ProbedAdapter): boolean {
  return info?.isFallbackAdapter ?? isFallbackAdapter ?? false;
}

function adapterName({ info }: ProbedAdapter): string | null {
  const name = info?.description || [info?.vendor, info?.architecture].filter(Boolean).join(" ");
  return name || null;
}
