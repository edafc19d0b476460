import type { Phase } from "#app/domain/calls/call.ts";
import { paths } from "#app/paths.ts";
import { Button, ButtonForm, LinkButton } from "#app/ui/button.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { Form, TextArea } from "#app/ui/form.tsx";

/** What is done with a call beside writing it: calling again, leaving it without effect, putting it away. Grave acts stand folded. */
export function CallKeeping({ slug, phase, archived }: { slug: string; phase: Phase; archived: boolean }) {
  const action = paths.callEdit(slug);
  const underWay = phase === "upcoming" || phase === "open" || phase === "assessing";
  return (
    <div className="stack gap-m">
      <p>
        <LinkButton to={paths.callNew({ copia: slug })} icon="copy">
          Hacer otra a partir de esta
        </LinkButton>
      </p>
      {underWay && (
        <Disclosure summary="Dejarla sin efecto" id="sin-efecto">
          <Form action={action}>
            <input type="hidden" name="act" value="cancel" />
            <p>Se avisa por correo a quienes tienen una postulación y al jurado. Nadie pierde lo que escribió. No se puede deshacer.</p>
            <TextArea label="Por qué" name="reason" rows={2} maxLength={600} required />
            <div className="cluster">
              <Button kind="danger">Sí, dejarla sin efecto</Button>
            </div>
          </Form>
        </Disclosure>
      )}
      {!underWay && (
        <Disclosure summary={archived ? "Devolverla a las listas" : "Archivar esta convocatoria"}>
          <div className="stack gap-m">
            <p>{archived ? "Vuelve a aparecer donde estaba." : "Sale de las listas. Quien tenga su dirección la seguirá abriendo, y se puede devolver cuando quieras."}</p>
            <ButtonForm action={action} fields={{ act: archived ? "restore" : "archive" }}>
              {archived ? "Devolver" : "Sí, archivar"}
            </ButtonForm>
          </div>
        </Disclosure>
      )}
    </div>
  );
}
