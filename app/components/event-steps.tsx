import { paths } from "#app/paths.ts";
import { Steps } from "#app/ui/wayfinding.tsx";

const STEPS = ["Datos", "Invitados", "Revisar", "Enviar"] as const;
const WITH_DATES = ["Datos", "Fechas", "Invitados", "Revisar", "Enviar"] as const;

/**
 * Where one is while calling a meeting: nothing is sent before the last step. `id` once there is a draft to go back to. Of one that repeats (`repeats`)
 * its dates are a step of their own, after the first.
 */
export function EventSteps({ current: step, id, repeats = false }: { current: 1 | 2 | 3 | 4 | "dates"; id?: string; repeats?: boolean }) {
  const current = step === "dates" ? 2 : repeats && step > 1 ? step + 1 : step;
  const labels = repeats || step === "dates" ? WITH_DATES : STEPS;
  const pages = id ? [paths.eventEdit(id), ...(labels === WITH_DATES ? [paths.eventDates(id)] : []), paths.eventAudience(id), paths.eventReview(id)] : [];
  const links = current < labels.length ? pages : [];
  return (
    <Steps
      label="Pasos para convocar"
      steps={labels.map((label, index) => {
        const number = index + 1;
        const state = number < current ? ("done" as const) : number === current ? ("current" as const) : ("todo" as const);
        return { label, state, to: state === "done" ? links[index] : undefined };
      })}
    />
  );
}
