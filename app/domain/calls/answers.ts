/** Answers to the questions of a form: read, tidied, and what is missing in them. Pure. */
import { cleanLine, cleanText } from "#app/domain/text.ts";
import { ANSWER_MAX, type Answer, type Answers } from "./application.ts";
import type { Question } from "./call.ts";

/** The name of a question's field. */
export const answerField = (questionId: string): string => `q-${questionId}`;

export const mostOf = (question: Pick<Question, "kind" | "most">): number => Math.min(question.most ?? ANSWER_MAX[question.kind], ANSWER_MAX.text);

/** What was typed, cleaned; choices that are none are left out. */
export function readAnswers(questions: readonly Question[], form: FormData): Answers {
  return Object.fromEntries(
    questions.map((question) => [
      question.id,
      readAnswer(
        question,
        form.getAll(answerField(question.id)).filter((value) => typeof value === "string"),
      ),
    ]),
  );
}

function readAnswer({ kind, options }: Question, typed: string[]): Answer {
  if (kind === "choices") return options.filter((option) => typed.includes(option));
  const value = typed[0] ?? "";
  if (kind === "choice") return options.includes(value) ? value : "";
  return kind === "text" ? cleanText(value) : cleanLine(value);
}

type Codes = Record<string, string[]>;

/** What cannot even be kept. */
export function tooLong(questions: readonly Question[], answers: Answers): Codes {
  const long = questions.filter((question) => !Array.isArray(answers[question.id]) && (answers[question.id]?.length ?? 0) > mostOf(question));
  return Object.fromEntries(long.map(({ id }) => [answerField(id), ["too_long"]]));
}

/** What keeps an application from being sent in. */
export function unanswered(questions: readonly Question[], answers: Answers): Codes {
  const codes: Codes = tooLong(questions, answers);
  for (const question of questions) {
    const answer = answers[question.id] ?? "";
    const code = answer.length === 0 ? (question.required ? "required" : null) : wrong(question, answer);
    if (code) codes[answerField(question.id)] = [code];
  }
  return codes;
}

function wrong({ kind }: Question, answer: Answer): string | null {
  if (Array.isArray(answer)) return null;
  if (kind === "number") return /^-?\d{1,12}([.,]\d{1,4})?$/.test(answer.replace(/(?<=\d)\.(?=\d{3}\b)/g, "")) ? null : "number";
  if (kind === "link") return isLink(answer) ? null : "url";
  return null;
}

function isLink(value: string): boolean {
  try {
    const { protocol, hostname } = new URL(value);
    return (protocol === "http:" || protocol === "https:") && hostname.includes(".");
  } catch {
    return false;
  }
}
