"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { errorText } from "@/app/_reveal/error-text";
import { hypothesisLabel } from "@/app/_reveal/hypothesis-label";
import type { ReadyLesson } from "@/core/lessons/ready-lessons";
import type { PresetId } from "@/core/tasks/deck";
import { findPreset } from "@/core/tasks/presets";

const paragraphs = ["question", "expect", "discuss", "careful"] as const;

/** What a teacher should know before the lesson: its question, what the bank says will happen, the minutes. */
export function LessonNotes({ ready }: { ready: ReadyLesson }) {
  const translate = useTranslations("lessons");
  return (
    <div className="max-w-measure leading-snug">
      <dl className="m-0">
        {paragraphs.map((name) => (
          <Entry key={name} title={translate(`${name}Title`)}>
            {translate(`list.${ready.lessonId}.${name}`)}
          </Entry>
        ))}
        <Entry title={translate("timetable")}>
          <Timetable ready={ready} />
        </Entry>
      </dl>
      <ErrorsByDepth ready={ready} />
      {ready.errorsByRate.length > 0 && <ErrorsByRate ready={ready} />}
    </div>
  );
}

function Entry({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <dt className="mt-s2 font-medium">{title}</dt>
      <dd className="m-0">{children}</dd>
    </>
  );
}

function Timetable({ ready }: { ready: ReadyLesson }) {
  const translate = useTranslations("lessons");
  const translateHost = useTranslations("host");
  const taskName = useTaskName();
  const { briefingSeconds, exploringSeconds, racingSeconds } = ready.lengths;
  const clock = Math.round((briefingSeconds + exploringSeconds + racingSeconds) / 60);
  return (
    <ol className="m-0 list-none p-0">
      <li>{translate("join", { minutes: ready.joinMinutes })}</li>
      {ready.lesson.map(({ presetId }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a round is its place in the lesson
        <li key={index}>
          {translate("round", {
            number: index + 1,
            task: presetId === null ? translateHost("dealt") : taskName(presetId),
            clock,
            talk: ready.talkMinutes[index] ?? 0,
          })}
        </li>
      ))}
      <li>{translate("closing", { minutes: ready.closingMinutes })}</li>
    </ol>
  );
}

function ErrorsByDepth({ ready }: { ready: ReadyLesson }) {
  const translate = useTranslations("lessons");
  const taskName = useTaskName();
  const presets = ready.lesson.flatMap(({ presetId }) =>
    presetId === null ? [] : (findPreset(presetId) ?? []),
  );
  const depths = presets[0]?.measured.map(({ depth }) => depth) ?? [];
  return (
    <NumberTable
      caption={translate("errors")}
      head={depths.map((depth) => `L = ${depth}`)}
      rows={presets.map(({ presetId, measured }) => ({
        name: taskName(presetId),
        values: measured.map(({ meanError }) => meanError),
      }))}
    />
  );
}

function ErrorsByRate({ ready }: { ready: ReadyLesson }) {
  const translate = useTranslations("lessons");
  const format = useFormatter();
  const taskName = useTaskName();
  const rates = ready.errorsByRate[0]?.errors.map(([rate]) => rate) ?? [];
  return (
    <NumberTable
      caption={translate("errorsByRate")}
      head={rates.map((rate) => format.number(rate))}
      rows={ready.errorsByRate.map(({ presetId, depth, errors }) => ({
        name: translate("taskAtDepth", { task: taskName(presetId), depth }),
        values: errors.map(([, error]) => error),
      }))}
    />
  );
}

type TableProps = {
  caption: string;
  head: readonly string[];
  rows: readonly { name: string; values: readonly number[] }[];
};

function NumberTable({ caption, head, rows }: TableProps) {
  const translate = useTranslations("lessons");
  const cell = "border-b rule-faint py-1 pr-s3 text-left font-normal";
  return (
    <div className="mt-s3 overflow-x-auto">
      <table className="w-full border-collapse">
        <caption className="text-left font-medium">{caption}</caption>
        <thead>
          <tr>
            <th scope="col" className={cell}>
              {translate("task")}
            </th>
            {head.map((text) => (
              <th key={text} scope="col" className={cell}>
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, values }) => (
            <tr key={name}>
              <th scope="row" className={cell}>
                {name}
              </th>
              {values.map((value, index) => (
                <td key={head[index]} className={cell}>
                  {errorText(value)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function useTaskName(): (presetId: PresetId) => string {
  const translate = useTranslations("tasks");
  return (presetId) => {
    const preset = findPreset(presetId);
    return preset === null ? presetId : hypothesisLabel(translate, preset.hypothesis);
  };
}
