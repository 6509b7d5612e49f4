import type { ClueAnswer } from "@/core/clues/clue";
import { BaselineBar } from "./BaselineBar";
import { InputStrip } from "./InputStrip";
import { JumpPlace } from "./JumpPlace";
import { LabelPairs } from "./LabelPairs";
import { LinePlot } from "./LinePlot";
import { SoldRows } from "./SoldRows";

type Props = {
  readonly answer: ClueAnswer;
  readonly title: string;
  readonly inputDimension: number;
};

/** What was done and what came back, drawn; whatever it shows is also in a table or in words. */
export function CluePicture({ answer, title, inputDimension }: Props) {
  switch (answer.kind) {
    case "resample":
      return (
        <>
          <InputStrip inputDimension={inputDimension} changed={answer.inputs} />
          <LabelPairs title={title} points={answer.points} />
        </>
      );
    case "negate":
      return (
        <>
          <InputStrip inputDimension={inputDimension} changed={[answer.input]} />
          <LabelPairs title={title} points={answer.points} />
        </>
      );
    case "shift":
      return (
        <LabelPairs title={title} points={answer.points} shifts={answer.points.map(({ shift }) => shift)} />
      );
    case "rows":
      return <SoldRows title={title} rows={answer.rows} />;
    case "line":
      return <LinePlot title={title} answer={answer} />;
    case "jump-scan":
      return <JumpPlace answer={answer} />;
    case "baseline":
      return <BaselineBar error={answer.error} />;
    default:
      return answer satisfies never;
  }
}
