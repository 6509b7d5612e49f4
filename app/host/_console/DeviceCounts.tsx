"use client";

import { useTranslations } from "next-intl";
import type { Device } from "@/core/contract/server-events";
import { countDeviceClasses } from "@/core/game/device-class";
import type { SeatView } from "@/core/game/view";

type Props = { devices: readonly Device[]; seats: readonly SeatView[] };

/** How many seats' devices train how well; nothing before the first has told. */
export function DeviceCounts({ devices, seats }: Props) {
  const translate = useTranslations("host");
  const seated = new Set(seats.map((seat) => seat.seatId));
  const present = devices.filter((device) => seated.has(device.seatId));
  const unmeasured = seats.length - present.length;
  if (present.length === 0) return null;
  return (
    <p className="flex flex-wrap gap-x-s4 py-s1 text-small text-ink-2">
      <span>{translate("devices")}</span>
      {countDeviceClasses(present).map(({ deviceClass, count }) => (
        <span key={deviceClass} className="whitespace-nowrap">
          {translate("deviceCount", { count, device: translate(`deviceClass.${deviceClass}`) })}
        </span>
      ))}
      {unmeasured > 0 && (
        <span className="whitespace-nowrap">{translate("devicesUnmeasured", { count: unmeasured })}</span>
      )}
    </p>
  );
}
