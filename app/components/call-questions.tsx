import { QUESTION_KINDS, type Question } from "#app/domain/calls/call.ts";

/** What the form asks, told to whoever wants to know before they begin. */
export function CallQuestions({ questions }: { questions: readonly Question[] }) {
  return (
    <ol className="asked">
      {questions.map((question) => (
        <li key={question.id}>
          <p className="asked-label">{question.label}</p>
          <p className="hint">{questionFacts(question)}</p>
        </li>
      ))}
    </ol>
  );
}

/** «Respuesta larga, hasta 2.000 caracteres, obligatoria» */
export function questionFacts({ kind, most, required, options, identifies }: Question, blind = false): string {
  const facts = [
    QUESTION_KINDS[kind],
    most !== null && `hasta ${most.toLocaleString("es-CL")} caracteres`,
    options.length > 0 && options.join(" · "),
    required ? "obligatoria" : "opcional",
    blind && identifies && "el jurado no la ve",
  ];
  return facts.filter(Boolean).join(", ");
}
