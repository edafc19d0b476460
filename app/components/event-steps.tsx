import { paths } from "#app/paths.ts";
import { Steps } from "#app/ui/wayfinding.tsx";

const STEPS = ["Datos", "Invitados", "Revisar", "Enviar"] as const;

/** Where one is while calling a meeting: nothing is sent before the last step. `id` once there is a draft to go back to. */
export function EventSteps({ current, id }: { current: 1 | 2 | 3 | 4; id?: string }) {
  const links = id && current < 4 ? [paths.eventEdit(id), paths.eventAudience(id), paths.eventReview(id)] : [];
  return (
    <Steps
      label="Pasos para convocar"
      steps={STEPS.map((label, index) => {
        const number = index + 1;
        const state = number < current ? ("done" as const) : number === current ? ("current" as const) : ("todo" as const);
        return { label, state, to: state === "done" ? links[index] : undefined };
      })}
    />
  );
}
