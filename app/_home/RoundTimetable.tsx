import { useTranslations } from "next-intl";
import { stampPath } from "@/app/_ui/stamp-geometry";
import {
  longestPhaseSeconds,
  type TimetableLine,
  type TimetablePoint,
  timetableDepartures,
  timetableLines,
  timetableStations,
} from "./round-timetable";

const shownTeams = [1, 3, 4];
const left = 190;
const right = 560;
const top = 62;
const pitch = 84;

/** One round as a railway timetable: a line waits at a station while its phase lasts. */
export function RoundTimetable() {
  const translate = useTranslations("home");
  const translateCommon = useTranslations("common");
  const { departures, totalSeconds } = timetableDepartures();
  const bottom = top + pitch * (timetableStations.length - 1);
  const timedSeconds = departures[2] ?? 0;
  const xAt = (seconds: number) => left + ((right - left) * seconds) / totalSeconds;
  const timedMinutes = Math.floor(timedSeconds / 60);
  const minutes = Array.from({ length: timedMinutes + 1 }, (_, minute) => minute);

  return (
    <figure>
      <figcaption className="mb-3 leading-snug text-ink-2">{translate("timetableCaption")}</figcaption>
      <svg
        viewBox="0 0 570 424"
        className="h-auto w-full"
        role="img"
        aria-label={translate("timetableLabel", {
          briefing: longestPhaseSeconds.briefing ?? 0,
          exploring: longestPhaseSeconds.exploring ?? 0,
          racing: longestPhaseSeconds.racing ?? 0,
        })}
      >
        {minutes.map((minute) => (
          <g key={minute}>
            <path
              d={`M${xAt(minute * 60)} ${top - 16}V${bottom + 18}`}
              stroke="var(--line)"
              strokeWidth={1}
            />
            <text
              x={xAt(minute * 60)}
              y={top - 26}
              textAnchor="middle"
              fontSize={14.5}
              style={{ fill: "var(--ink-3)" }}
            >
              {minute === timedMinutes ? translate("minutes", { count: minute }) : minute}
            </text>
          </g>
        ))}
        <path
          d={`M${xAt(timedSeconds)} ${top - 16}V${bottom + 18}`}
          stroke="var(--line-strong)"
          strokeDasharray="3 4"
        />
        <text
          x={(xAt(timedSeconds) + right) / 2 + 8}
          y={top - 26}
          textAnchor="middle"
          fontSize={14.5}
          style={{ fill: "var(--ink-3)" }}
        >
          {translate("untimed")}
        </text>
        {timetableStations.map((station, index) => {
          const y = top + pitch * index;
          return (
            <g key={station}>
              <path d={`M${left} ${y}H${right}`} stroke="var(--ink)" strokeWidth={1} />
              <circle cx={left} cy={y} r={5} fill="var(--paper)" stroke="var(--ink)" strokeWidth={1.5} />
              <text x={0} y={y - 3} fontSize={18} fontWeight="var(--weight-medium)">
                {translateCommon(`phase.${station}`)}
              </text>
              <text x={0} y={y + 17} fontSize={14.5} style={{ fill: "var(--ink-3)" }}>
                {translate(`${station}Text`)}
              </text>
            </g>
          );
        })}
        {timetableLines(shownTeams).map((line, order) => (
          <TeamLine key={line.team.key} line={line} order={order} xAt={xAt} />
        ))}
      </svg>
    </figure>
  );
}

type TeamLineProps = { line: TimetableLine; order: number; xAt: (seconds: number) => number };

function TeamLine({ line, order, xAt }: TeamLineProps) {
  const { team, points } = line;
  // Parallel tracks: the same times, drawn beside each other.
  const shiftY = (order - 1) * 6.5;
  const shiftX = (order - 1) * 5;
  const place = (point: TimetablePoint) => ({
    x: xAt(point.seconds) + (point.seconds === 0 ? 0 : shiftX),
    y: top + pitch * point.station + shiftY,
  });
  const last = points.at(-1);
  const lastPlace = last ? place(last) : { x: 0, y: 0 };
  const end = { x: lastPlace.x + (order - 1) * 12, y: lastPlace.y };
  const corners = points.slice(0, -1).map(place).concat(end);
  return (
    <g>
      <path
        d={`M${corners.map((corner) => `${corner.x.toFixed(1)} ${corner.y.toFixed(1)}`).join("L")}`}
        fill="none"
        stroke={team.colour}
        strokeWidth={3}
        strokeLinejoin="round"
        strokeLinecap={team.lineCap}
        strokeDasharray={team.dash}
      />
      <path
        transform={`translate(${end.x.toFixed(1)} ${end.y.toFixed(1)})`}
        d={stampPath(team.shape, 7.5)}
        fill={team.colour}
        stroke="var(--paper)"
        strokeWidth={4}
        style={{ paintOrder: "stroke" }}
      />
    </g>
  );
}
