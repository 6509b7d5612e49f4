"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { Device } from "@/core/contract/server-events";
import { deviceClassOf } from "@/core/game/device-class";

/** What trains on a seat's device: its class, and how fast it was measured. */
export function DeviceClassText({ device }: { device: Device }) {
  const translate = useTranslations("host");
  const format = useFormatter();
  const deviceClass = deviceClassOf(device);
  const name = translate(`deviceClass.${deviceClass}`);
  if (deviceClass === "cannot-train") return name;
  const steps = format.number(device.stepsPerSecond, { maximumSignificantDigits: 2 });
  return translate("deviceSpeed", { device: name, steps });
}
