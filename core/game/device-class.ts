/** What a seat's device says of its training; null engine: nothing can be trained on it. */
export interface MeasuredDevice {
  readonly engine: "javascript" | "wasm" | "webgpu" | "tfjs" | null;
  /** SGD steps per second, of all replicas together, on the shape that all devices measure: 3 layers of 20, batch 50. */
  readonly stepsPerSecond: number;
}

/** In the order in which a class is shown, most capable first. */
export const deviceClasses = ["gpu", "fast-cpu", "cpu", "slow", "cannot-train"] as const;
export type DeviceClass = (typeof deviceClasses)[number];

/**
 * A race of five replicas of the costliest design on a phone's deck (7 layers of 50 at 16 inputs, 4,000 steps), in
 * steps of the measured shape: work is rows x parameters. Most designs cost a tenth of it or less.
 */
const costliestRaceSteps = 606_000;

/**
 * Least steps per second of each class, from what a class waits for: a fast device alone has run the costliest race in
 * 20 seconds, which nobody notices; one that needs more than the usual minute leaves work to teammates or the server.
 */
export const fastStepsPerSecond = costliestRaceSteps / 20;
export const enoughStepsPerSecond = Math.round(costliestRaceSteps / 60);

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
