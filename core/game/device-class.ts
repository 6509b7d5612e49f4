/** What a seat's device says of its training; null engine: nothing can be trained on it. */
export interface MeasuredDevice {
  readonly engine: "javascript" | "wasm" | "webgpu" | "tfjs" | null;
  /** SGD steps per second on the shape that all devices measure: three layers of 20, batch 50. */
  readonly stepsPerSecond: number;
}

/** In the order in which a class is shown, most capable first. */
export const deviceClasses = ["gpu", "fast-cpu", "cpu", "slow", "cannot-train"] as const;
export type DeviceClass = (typeof deviceClasses)[number];

/**
 * Least steps per second of each class, from what a class waits for: five replicas of at most 4,000 steps are 20,000
 * steps. At 2,000 a second one device alone has raced in ten seconds, so nobody notices it; at 400 in fifty, just
 * within the usual minute; below that teammates or the server must help.
 */
export const fastStepsPerSecond = 2_000;
export const enoughStepsPerSecond = 400;

/** What the host is told of a device: whether and how well it trains, not with what. A slow GPU is slow. */
export function deviceClassOf({ engine, stepsPerSecond }: MeasuredDevice): DeviceClass {
  if (engine === null || !(stepsPerSecond > 0)) return "cannot-train";
  if (stepsPerSecond < enoughStepsPerSecond) return "slow";
  if (engine === "webgpu") return "gpu";
  return stepsPerSecond >= fastStepsPerSecond ? "fast-cpu" : "cpu";
}

/** How many devices of each class there are; classes without any are left out. */
export function countDeviceClasses(
  devices: readonly MeasuredDevice[],
): { readonly deviceClass: DeviceClass; readonly count: number }[] {
  const classes = devices.map(deviceClassOf);
  return deviceClasses.flatMap((deviceClass) => {
    const count = classes.filter((other) => other === deviceClass).length;
    return count === 0 ? [] : [{ deviceClass, count }];
  });
}
