import { useTranslations } from "next-intl";

type Props = {
  /** In travelling order. */
  stations: readonly { id: string; label: string }[];
  /** Station where the round is; null before the first. */
  currentId: string | null;
};

/** The round as a railway line: a yellow square stands at the present station. */
export function PhaseStrip({ stations, currentId }: Props) {
  const translate = useTranslations("ui");
  const currentIndex = stations.findIndex((station) => station.id === currentId);
  return (
    <div className="phase-strip">
      <ol className="phase-stations" aria-label={translate("phaseStrip")}>
        {stations.map((station, index) => (
          <li
            key={station.id}
            className="phase-station"
            data-state={stationState(index, currentIndex)}
            aria-current={index === currentIndex ? "step" : undefined}
          >
            <span className="phase-mark" aria-hidden="true" />
            <span className="phase-label">{station.label}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}

function stationState(index: number, currentIndex: number): "past" | "present" | "future" {
  if (index < currentIndex) return "past";
  return index === currentIndex ? "present" : "future";
}
