/** What the buttons of an answer send, as the answer that it is. */
import { AnswerInput, isId } from "#app/domain/events/event.ts";
import { type Parsed, parseForm } from "#app/http/form.server.ts";

export interface AnswerForm extends AnswerInput {
  /** Of a series: the date that was answered for, if it is another than the page's. */
  event_id: string | undefined;
}

/**
 * `answer` may bring its `mode` («yes online»), for a button sends one value; `date_answer` is the same for one date of a list («<event> no»).
 */
export function readAnswer(form: FormData): Parsed<AnswerForm> {
  const copy = new FormData();
  for (const [name, value] of form) if (typeof value === "string") copy.append(name, value);
  const [dateId = "", ...said] = String(form.get("date_answer") ?? "").split(" ");
  const ofDate = isId(dateId) && said.length > 0;
  const [answer = "", mode] = ofDate ? said : String(form.get("answer") ?? "").split(" ");
  copy.set("answer", answer);
  if (mode) copy.set("mode", mode);
  if (ofDate) copy.set("scope", "one");
  const parsed = parseForm(copy, AnswerInput);
  if (!parsed.ok) return parsed;
  const named = String(form.get("event_id") ?? "");
  return { ok: true, value: { ...parsed.value, event_id: ofDate ? dateId : isId(named) ? named : undefined } };
}
