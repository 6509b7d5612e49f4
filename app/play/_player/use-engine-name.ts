import { useTranslations } from "next-intl";
import type { SpeedReport } from "@/trainer/trainer-client";

/** Names an engine by what really runs: for TensorFlow.js the backend that it reports itself. */
export function useEngineName(): (speed: SpeedReport) => string {
  const translate = useTranslations("device");
  return ({ choice, backend }) =>
    backend === null ? translate(`choice.${choice}`) : translate("tfjsOn", { backend });
}
