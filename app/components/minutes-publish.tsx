import type { Submission } from "#app/http/form.server.ts";
import { counted } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Checkbox, Form, SubmitBar, TextArea } from "#app/ui/form.tsx";

interface Props {
  eventId: string;
  version: number;
  revision: number;
  readers: { came: number; absent: number };
  agreements: { id: string; what: string; who: string; reached: boolean }[];
  reply: Submission | undefined;
}

/** Before it goes out: to whom, and what changed since the version before. */
export function PublishForm({ eventId, version, revision, readers, agreements, reply }: Props) {
  const people = (count: number) => counted(count, "persona", "personas");
  const unreached = agreements.filter((each) => !each.reached);
  const refused = reply !== undefined;
  return (
    <Form errors={reply?.errors} values={reply?.values}>
      <p>
        {version === 0
          ? "Desde ahora el acta la pueden leer las personas con cuenta y quienes fueron invitados. Después podrás corregirla y publicarla de nuevo: las versiones anteriores se conservan."
          : "La versión anterior se conserva y se puede seguir leyendo."}
      </p>
      {unreached.length > 0 && (
        <Notice kind="warn" title={`${counted(unreached.length, "acuerdo sin a quién recordárselo", "acuerdos sin a quién recordárselo")}`}>
          <ul>
            {unreached.slice(0, 5).map((each) => (
              <li key={each.id}>{[each.what, each.who || "sin responsable"].join(": ")}</li>
            ))}
          </ul>
        </Notice>
      )}
      <input type="hidden" name="revision" value={revision} />
      {version > 0 && <TextArea label="Qué cambió" name="note" rows={2} maxLength={1000} required hint="Una línea: va en el correo y en la lista de versiones." />}
      <Checkbox name="came" label={`Enviarla a quienes vinieron (${people(readers.came)})`} checked={refused ? undefined : version === 0 && readers.came > 0} />
      <Checkbox name="absent" label={`Enviarla a quienes no vinieron (${people(readers.absent)})`} checked={refused ? undefined : version === 0 && readers.absent > 0} />
      <SubmitBar>
        <Button name="intent" value="publish" icon="send">
          Publicar el acta
        </Button>
        <LinkButton to={paths.eventMinutesEdit(eventId)} kind="quiet">
          Seguir escribiendo
        </LinkButton>
      </SubmitBar>
    </Form>
  );
}
