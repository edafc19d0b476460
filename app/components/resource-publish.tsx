import { AttachmentManager } from "#app/components/attachment-manager.tsx";
import type { ShownFile } from "#app/components/attachment-picture.tsx";
import { paths } from "#app/paths.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Field, Form, SubmitBar } from "#app/ui/form.tsx";
import { Section } from "#app/ui/layout.tsx";

interface Props {
  resource: { id: string; slug: string; version: number };
  open: { number: number } | null;
  files: readonly ShownFile[];
  missing: { field: string; says: string[]; step: "sobre" | undefined }[];
  reviewedBy: string[];
}

/** The last step: its files, what is still missing, and the button. */
export function PublishStep({ page: { resource, open, files, missing, reviewedBy } }: { page: Props }) {
  const { slug, version } = resource;
  const here = paths.resourceEdit(slug, "publicar");
  return (
    <>
      <Section title="Archivos">
        <AttachmentManager ownerKind="resource" ownerId={resource.id} files={files} back={here} />
      </Section>
      <div data-refresh="publicar">
        <Section title="Publicar">
          {missing.length > 0 && (
            <Notice kind="warn" title="Para publicarlo falta">
              <ul className="work-missing">
                {missing.flatMap(({ field, says, step }) =>
                  says.map((sentence) => (
                    <li key={`${field}:${sentence}`}>
                      <a href={`${paths.resourceEdit(slug, step)}#${field}`}>{sentence}</a>
                    </li>
                  )),
                )}
              </ul>
            </Notice>
          )}
          {version > 0 && !open ? (
            <p>No hay cambios por publicar.</p>
          ) : (
            <Form action={here}>
              <input type="hidden" name="act" value="publish" />
              {version > 0 && <Field label="Qué cambió" name="note" optional maxLength={300} hint="Una frase para quien ya lo usaba: «Actualicé la pauta al decreto de 2026»." />}
              <SubmitBar note={whatHappens(reviewedBy)}>
                <Button>{reviewedBy.length > 0 ? "Enviar a revisión" : version > 0 ? "Publicar la nueva versión" : "Publicar"}</Button>
                <LinkButton to={open && version > 0 ? paths.resourceVersion(slug, open.number) : paths.resource(slug)} kind="quiet">
                  Ver cómo queda
                </LinkButton>
              </SubmitBar>
            </Form>
          )}
        </Section>
      </div>
    </>
  );
}

function whatHappens(nodes: string[]): string | undefined {
  if (nodes.length === 0) return undefined;
  const who = nodes.length === 1 ? `el nodo ${nodes[0]}` : `los nodos ${nodes.slice(0, -1).join(", ")} y ${nodes.at(-1)}`;
  return `Antes de publicarse lo mirará alguien que cuida el repositorio de ${who}.`;
}
