import { taskFamilies, taskRefusal } from "@/core/tasks/task-registry";
import { type FamilyName, type TaskSpec, TaskSpecSchema } from "@/core/tasks/task-spec";
import {
  neededNumber,
  numberOption,
  type Options,
  refuseOptions,
  textOption,
  UsageError,
} from "@/lab/command-line";

const anyNumber = (low: number, high: number) => ({ low, high, isWhole: false });
const wholeNumber = (low: number, high: number) => ({ low, high, isWhole: true });

/** The option behind each parameter of a task, with the range of its schema. */
const parameterOptions = {
  k: { option: "order", range: wholeNumber(1, 9) },
  betaLow: { option: "beta-low", range: anyNumber(-0.499, 0.499) },
  betaHigh: { option: "beta-high", range: anyNumber(-0.499, 0.499) },
  latentDimension: { option: "latent-dimension", range: wholeNumber(1, 50) },
  hiddenCount: { option: "hidden-count", range: wholeNumber(1, 50) },
  alpha: { option: "alpha", range: anyNumber(0.1, 8) },
  beta: { option: "beta", range: anyNumber(0.1, 8) },
  jump: { option: "jump", range: anyNumber(0, 10) },
  noise: { option: "noise", range: anyNumber(0, 10) },
} as const;
type Parameter = keyof typeof parameterOptions;
const parameters = Object.keys(parameterOptions) as Parameter[];

/** All options that describe a task, beside --task. */
export const taskOptionNames = ["dimension", ...parameters.map((name) => parameterOptions[name].option)];

/** Parameters without a usual value: these must be given. */
const isNeeded = (parameter: Parameter) => parameter === "k";

/** The task that --task and its options describe, with its number of inputs. */
export function taskOfOptions(options: Options): { task: TaskSpec; inputDimension: number } {
  const name = textOption(options, "task");
  const names = Object.keys(taskFamilies);
  if (name === null || !names.includes(name)) {
    throw new UsageError(`--task is one of ${names.join(", ")}${name === null ? "" : `, not "${name}"`}`);
  }
  const { example } = taskFamilies[name as FamilyName];
  const known = parameters.filter((parameter) => parameter in example.task);
  const others = parameters.filter((parameter) => !known.includes(parameter));
  refuseOptions(
    options,
    others.map((parameter) => parameterOptions[parameter].option),
    `--task ${name}`,
  );
  const task = TaskSpecSchema.safeParse(givenTask(name, known, example.task, options));
  if (!task.success) {
    throw new UsageError(`--order of ${name} is a whole number from 1 to ${name === "parity" ? 9 : 5}`);
  }
  const isPlane = example.inputDimension === 2;
  const inputDimension = neededNumber(options, "dimension", wholeNumber(1, 4096), isPlane ? 2 : undefined);
  const refusal = taskRefusal(task.data, inputDimension);
  if (refusal !== null) throw new UsageError(refusal);
  return { task: task.data, inputDimension };
}

function givenTask(
  family: string,
  known: readonly Parameter[],
  example: TaskSpec,
  options: Options,
): Record<string, unknown> {
  const usual = example as unknown as Partial<Record<Parameter, number>>;
  const given = known.map((parameter) => {
    const { option, range } = parameterOptions[parameter];
    if (isNeeded(parameter)) return [parameter, neededNumber(options, option, range)];
    return [parameter, numberOption(options, option, range) ?? usual[parameter]];
  });
  return { family, ...Object.fromEntries(given) };
}

/** The parameters of a task as they are printed: its own and the number of inputs. */
export function describeParameters(task: TaskSpec, inputDimension: number): Record<string, number> {
  const { family: _, ...own } = task;
  const { k, ...others } = own as Partial<Record<Parameter, number>>;
  return { ...(k === undefined ? {} : { order: k }), ...others, dimension: inputDimension };
}
