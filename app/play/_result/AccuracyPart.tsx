"use client";

import { useFormatter, useTranslations } from "next-intl";
import { ChartFrame } from "@/app/_ui/charts/ChartFrame";
import type { ErrorKind } from "@/app/_ui/charts/error-kind";
import { stampPath } from "@/app/_ui/stamp-geometry";
import { teamIdentity } from "@/app/_ui/team-identity";
import type { TeamScore } from "@/core/game/session-state";
import type { OwnTeamRound, RevealView, SharedView } from "@/core/game/view";
import type { Design } from "@/core/training/design";
import { AccuracySummary } from "./AccuracySummary";
import { accuracyMost, explainAccuracy } from "./explain-score";
import { ResultPart } from "./ResultPart";
import { TiedStamps } from "./TiedStamps";

type Props = {
  readonly score: TeamScore;
  readonly reveal: RevealView;
  readonly errorKind: ErrorKind;
  readonly replicas: OwnTeamRound["replicas"];
  readonly teamNumber: number;
  /** Null where none was committed, which a scored round does not know. */
  readonly design: Design | null;
  /** The viewer's team and those that share its points for accuracy. */
  readonly groupIds: readonly string[];
  readonly teams: SharedView["teams"];
};

/** The mean error between the house run and the error at which nothing is left. */
export function AccuracyPart(props: Props) {
  const { score, reveal, errorKind, replicas, teamNumber, design, groupIds, teams } = props;
  const translate = useTranslations("play.result");
  const translateChart = useTranslations("charts");
  const format = useFormatter();
  const error = (value: number) =>
    format.number(value, { minimumFractionDigits: 3, maximumFractionDigits: 3 });
  const oracleError = reveal.oracleError ?? 0;
  const regretScale = reveal.regretScale ?? 0;
  const explained = explainAccuracy(score, oracleError, regretScale);
  const numbers = {
    mean: error(score.meanError),
    scale: error(regretScale),
    distance: "distance" in explained ? error(Math.abs(explained.distance)) : "",
    group: "groupError" in explained ? error(explained.groupError) : "",
  };
  const lost = replicas.filter((replica) => replica.outcome !== "trained");
  return (
    <ResultPart
      title={translate("accuracy")}
      points={score.accuracyPoints}
      most={accuracyMost}
      summary={
        <>
          <AccuracySummary {...{ score, reveal, design }} />
          {explained.kind === "group" && groupIds.length > 1 && (
            <TiedStamps kind="groupTeams" teamIds={groupIds} teams={teams} />
          )}
        </>
      }
      explanation={
        <>
          {translate(`accuracyFormula.${explained.kind}`, numbers)}
          {` ${translate("spread", { count: score.errors.length })}`}
          {reveal.oracleSource === "bank" && ` ${translate("fromBank")}`}
          {lost.length > 0 && ` ${translate("lostReplicas", { count: lost.length })}`}
        </>
      }
    >
      <ChartFrame
        title={translate("scaleTitle")}
        hideTitle
        caption={translateChart(`errorMeans.${errorKind}`)}
        description={translate("scaleDescription", {
          house: error(oracleError),
          mean: error(score.meanError),
          zero: error(oracleError + regretScale),
        })}
        table={{
          columns: [translate("seedColumn"), translate("errorColumn")],
          rows: score.errors.map((value, index) => ({
            id: String(index),
            cells: [format.number(index + 1), error(value)],
          })),
        }}
        height={({ labelSize }) => labelSize * 6.4}
      >
        {({ width, labelSize }) => (
          <Scale
            width={width}
            labelSize={labelSize}
            score={score}
            oracleError={oracleError}
            regretScale={regretScale}
            teamNumber={teamNumber}
            errorText={error}
          />
        )}
      </ChartFrame>
    </ResultPart>
  );
}

type ScaleProps = {
  readonly width: number;
  readonly labelSize: number;
  readonly score: TeamScore;
  readonly oracleError: number;
  readonly regretScale: number;
  readonly teamNumber: number;
  readonly errorText: (value: number) => string;
};

function Scale({ width, labelSize, score, oracleError, regretScale, teamNumber, errorText }: ScaleProps) {
  const translate = useTranslations("play.result");
  const team = teamIdentity(teamNumber);
  const zeroError = oracleError + Math.max(regretScale, 0.01);
  // Beyond the zero point only a little room is kept: farther errors stand at the edge.
  const low = Math.min(oracleError, ...score.errors) - (zeroError - oracleError) * 0.12;
  const high = zeroError + (zeroError - oracleError) * 0.35;
  const xOf = (value: number) =>
    8 + ((width - 16) * (Math.min(high, Math.max(low, value)) - low)) / (high - low);
  const y = labelSize * 3.7;
  const houseX = xOf(oracleError);
  const zeroX = xOf(zeroError);
  const meanX = xOf(score.meanError);
  const isRight = meanX > width * 0.5;
  const seedXs = score.errors.map(xOf);
  const quiet = { fill: "var(--ink-2)" };
  return (
    <g fontSize={labelSize}>
      <path d={`M0 ${y}H${width}`} stroke="var(--ink)" strokeWidth={1.25} />
      <path d={`M${houseX} ${y}H${Math.max(houseX, meanX)}`} stroke="var(--ink)" strokeWidth={5} />
      <path d={`M${houseX} ${y - 9}v18M${zeroX} ${y - 9}v18`} stroke="var(--ink)" strokeWidth={1.5} />
      <text x={Math.max(0, houseX - 4)} y={y + labelSize * 1.5} style={quiet}>
        {translate("house", { error: errorText(oracleError) })}
      </text>
      <text x={Math.max(0, houseX - 4)} y={y + labelSize * 2.6} style={quiet}>
        {translate("pointsAt", { points: accuracyMost })}
      </text>
      {regretScale > 0 && (
        <>
          <text x={zeroX + 4} y={y + labelSize * 1.5} textAnchor="end" style={quiet}>
            {errorText(zeroError)}
          </text>
          <text x={zeroX + 4} y={y + labelSize * 2.6} textAnchor="end" style={quiet}>
            {translate("pointsAt", { points: 0 })}
          </text>
        </>
      )}
      {seedXs.map((x, index) => (
        <circle
          // biome-ignore lint/suspicious/noArrayIndexKey: a seed is its position
          key={index}
          cx={x}
          cy={labelSize}
          r={3.4}
          fill="none"
          stroke="var(--ink)"
          strokeWidth={1.25}
        />
      ))}
      <text
        x={isRight ? Math.min(...seedXs) - 10 : Math.max(...seedXs) + 10}
        y={labelSize * 1.35}
        textAnchor={isRight ? "end" : "start"}
        style={quiet}
      >
        {translate("eachSeed", { count: score.errors.length })}
      </text>
      <path
        transform={`translate(${meanX.toFixed(1)} ${y})`}
        d={stampPath(team.shape, 9)}
        fill={team.generation > 1 ? "var(--paper)" : team.colour}
        stroke={team.generation > 1 ? team.colour : "var(--paper)"}
        strokeWidth={3}
        style={{ paintOrder: "stroke" }}
      />
      <text
        x={isRight ? meanX - 15 : meanX + 15}
        y={y - labelSize * 0.6}
        textAnchor={isRight ? "end" : "start"}
        fontWeight="var(--weight-medium)"
      >
        {translate("yourMean", { error: errorText(score.meanError) })}
      </text>
    </g>
  );
}
