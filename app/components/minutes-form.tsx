import type { Conflict } from "#app/domain/minutes/minutes.server.ts";
import type { Submission } from "#app/http/form.server.ts";
import { longDateTime } from "#app/i18n/dates.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { ProseHtml } from "#app/ui/card.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Checkbox, Field, Fieldset, Form, SubmitBar, TextArea } from "#app/ui/form.tsx";

interface Part {
  id: string;
  title: string;
  notes: string;
  revision: number;
  /** Of what is stored. */
  print: string;
  /** The id of an agreement that may be added. */
  fresh: string;
}

interface Agreement {
  id: string;
  part_id: string | null;
  what: string;
  who: string;
  due: string;
  /** A reminder can reach whoever is in charge. */
  reached: boolean;
  /** In the circle's logbook: to be written when the minutes are published, or written already. */
  logbook: "no" | "asked" | "written";
}

interface Reply extends Submission {
  conflicts?: Conflict[];
  shown?: Record<string, string>;
}

/** The whole minutes as one form: any of its buttons saves all of it, so that no unsaved text is lost by pressing another one. */
export function MinutesForm({
  parts,
  agreements,
  names,
  freshPart,
  ofCircle,
  reply,
}: {
  parts: Part[];
  agreements: Agreement[];
  names: string[];
  freshPart: string;
  /** The meeting is of a circle, which has a logbook. */
  ofCircle: boolean;
  reply: Reply | undefined;
}) {
  const conflicts = new Map((reply?.conflicts ?? []).map((conflict) => [conflict.id, conflict]));
  return (
    <Form errors={reply?.errors} values={reply?.values}>
      <button type="submit" name="intent" value="save" className="visually-hidden" tabIndex={-1} aria-hidden="true">
        Guardar
      </button>
      {conflicts.size > 0 && (
        <Notice kind="warn" title="Alguien guardó mientras escribías">
          <p>No se perdió nada: abajo están los dos textos. Deja en el cuadro lo que deba quedar y guarda de nuevo. Lo demás ya quedó guardado.</p>
        </Notice>
      )}
      {parts.map((part) => (
        <PartFields
          key={part.id}
          part={part}
          ofCircle={ofCircle}
          conflict={conflicts.get(part.id)}
          reply={reply}
          agreements={agreements.filter((each) => each.part_id === part.id)}
        />
      ))}
      {agreements.some((each) => each.part_id === null) && (
        <Fieldset legend="Otros acuerdos">
          {agreements
            .filter((each) => each.part_id === null)
            .map((each) => (
              <AgreementFields key={each.id} agreement={each} ofCircle={ofCircle} />
            ))}
        </Fieldset>
      )}
      <datalist id="personas">
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <Disclosure summary="Agregar una parte">
        <input type="hidden" name="fresh_part" value={freshPart} />
        <Field label="Título de la parte nueva" name="new_title" maxLength={200} />
        <Button kind="secondary" size="small" name="intent" value="add_part">
          Guardar y agregar
        </Button>
      </Disclosure>
      <SubmitBar>
        <Button name="intent" value="save">
          Guardar
        </Button>
        <Button kind="secondary" name="intent" value="preview" icon="eye">
          Vista previa
        </Button>
        <Button kind="secondary" name="intent" value="to_publish" icon="send">
          Guardar y publicar
        </Button>
      </SubmitBar>
    </Form>
  );
}

function PartFields({
  part,
  ofCircle,
  conflict,
  reply,
  agreements,
}: {
  part: Part;
  ofCircle: boolean;
  conflict: Conflict | undefined;
  reply: Reply | undefined;
  agreements: Agreement[];
}) {
  const { id } = part;
  const typed = (name: string, stored: string) => {
    const value = reply?.values[`${name}_${id}`];
    return typeof value === "string" ? value : reply ? "" : stored;
  };
  // What was typed was typed over what its writer had before them, not over what is stored now.
  const known = (name: string, stored: string | number) => {
    const value = reply?.values[`${name}_${id}`];
    return conflict || typeof value !== "string" ? String(stored) : value;
  };
  return (
    <Fieldset legend={part.title}>
      <input type="hidden" name={`b_${id}`} value={known("b", part.print)} />
      <input type="hidden" name={`r_${id}`} value={conflict ? conflict.revision : known("r", part.revision)} />
      <Field label="Título" name={`t_${id}`} value={typed("t", part.title)} maxLength={200} />
      {conflict && <Theirs conflict={conflict} />}
      <TextArea
        label={conflict ? "Tu texto: lo que quede aquí es lo que se guarda" : "Lo conversado"}
        name={`n_${id}`}
        value={typed("n", part.notes)}
        rows={conflict ? 10 : 6}
        maxLength={20000}
        hint={conflict ? undefined : "Puedes usar **negrita**, listas con guiones y enlaces."}
      />
      {reply?.shown?.[id] && (
        <div className="preview">
          <p className="hint">Así se verá:</p>
          <ProseHtml html={reply.shown[id]} />
        </div>
      )}
      {agreements.map((agreement) => (
        <AgreementFields key={agreement.id} agreement={agreement} ofCircle={ofCircle} />
      ))}
      <Disclosure summary={`Agregar un acuerdo${agreements.length > 0 ? " más" : ""}`} open={Boolean(reply?.values[`aw_${part.fresh}`])}>
        <NewAgreement id={part.fresh} partId={id} ofCircle={ofCircle} />
      </Disclosure>
      {part.notes === "" && agreements.length === 0 && (
        <Button kind="quiet" size="small" name="intent" value={`remove:${id}`} aria-label={`Quitar la parte vacía ${part.title}`}>
          Quitar esta parte vacía
        </Button>
      )}
    </Fieldset>
  );
}

function Theirs({ conflict }: { conflict: Conflict }) {
  return (
    <div className="conflict">
      <p className="conflict-title">
        Lo que guardó {conflict.by ?? "otra persona"}, el {longDateTime(conflict.at)}:
      </p>
      {conflict.theirs.title !== conflict.mine.title && <p>Título: {conflict.theirs.title}</p>}
      <pre className="conflict-text">{conflict.theirs.notes || "(vacío)"}</pre>
    </div>
  );
}

function AgreementFields({ agreement: { id, what, who, due, reached, logbook }, ofCircle }: { agreement: Agreement; ofCircle: boolean }) {
  return (
    <div className="agreement-fields">
      <Field label="Acuerdo" name={`aw_${id}`} value={what} maxLength={500} />
      <Owner id={id} who={who} hint={who !== "" && !reached ? "Sin cuenta ni correo: no podremos recordárselo. Escribe «Nombre <correo>»." : undefined} />
      <Field label="Para cuándo" name={`ad_${id}`} type="date" value={due} width="short" />
      {ofCircle && <ToLogbook id={id} logbook={logbook} />}
      <Checkbox label="Retirar este acuerdo" name={`ax_${id}`} />
    </div>
  );
}

/** A decision, not only a task: the circle wants to find it again. */
function ToLogbook({ id, logbook }: { id: string; logbook: Agreement["logbook"] }) {
  if (logbook === "written") {
    return (
      <p className="hint">
        <input type="hidden" name={`al_${id}`} value="1" />
        Está <a href={paths.circleAgreement(id)}>en la bitácora del círculo</a>, con las palabras que tenía al publicarse el acta.
      </p>
    );
  }
  return (
    <Checkbox
      label="Anotar en la bitácora del círculo"
      name={`al_${id}`}
      checked={logbook === "asked" ? true : undefined}
      hint="Para decisiones que siguen valiendo: se escribe al publicar el acta y se revisa en un año."
    />
  );
}

function NewAgreement({ id, partId, ofCircle }: { id: string; partId: string; ofCircle: boolean }) {
  return (
    <div className="agreement-fields">
      <input type="hidden" name={`ap_${id}`} value={partId} />
      <Field label="Acuerdo nuevo" name={`aw_${id}`} maxLength={500} />
      <Owner id={id} hint="Una persona de la red, o «Nombre <correo>» de quien venga de fuera." />
      <Field label="Para cuándo" name={`ad_${id}`} type="date" width="short" />
      {ofCircle && <ToLogbook id={id} logbook="no" />}
    </div>
  );
}

function Owner({ id, who, hint }: { id: string; who?: string; hint?: string | undefined }) {
  return <Field label="Quién se hace cargo" name={`ao_${id}`} value={who} list="personas" autoComplete="off" maxLength={254} hint={hint} />;
}
