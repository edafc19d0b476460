import { paths } from "#app/paths.ts";
import { Steps } from "#app/ui/wayfinding.tsx";

export type ResourceStep = "que" | "sobre" | "publicar";

const STEPS: { key: ResourceStep; label: string }[] = [
  { key: "que", label: "Qué es" },
  { key: "sobre", label: "Sobre él" },
  { key: "publicar", label: "Archivos y publicar" },
];

/** Where one is in the three steps. Without `slug` nothing is kept yet, and the others cannot be gone to. */
export function ResourceSteps({ slug, step }: { slug: string | null; step: ResourceStep }) {
  const current = STEPS.findIndex(({ key }) => key === step);
  return (
    <Steps
      label="Pasos para compartir"
      steps={STEPS.map(({ key, label }, index) => ({
        label,
        state: index < current ? ("done" as const) : index === current ? ("current" as const) : ("todo" as const),
        to: slug && index !== current ? paths.resourceEdit(slug, key === "que" ? undefined : key) : undefined,
      }))}
    />
  );
}
