import type { ContactRow, MeetingChoice } from "#app/domain/stakeholders/contacts.repo.server.ts";
import { CONTACT_WAYS } from "#app/domain/stakeholders/stakeholder.ts";
import type { ListedActor } from "#app/domain/stakeholders/stakeholders.repo.server.ts";
import type { MapStanding } from "#app/domain/stakeholders/stakeholders.server.ts";
import type { Paged } from "#app/http/paging.ts";
import { shortDate } from "#app/i18n/dates.ts";
import { CONTACT_WAY_LABELS, contactWayLabel } from "#app/i18n/stakeholders.ts";
import { paths } from "#app/paths.ts";
import { Button, ButtonForm } from "#app/ui/button.tsx";
import { Badge, Facts, Item, ItemList } from "#app/ui/card.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { DateField, Form, Select, TextArea } from "#app/ui/form.tsx";
import { Cluster, Section } from "#app/ui/layout.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { CONTACT_RULE } from "./actor-form.tsx";
import { useSubmission } from "./submission.ts";

interface ActorPage {
  node: { slug: string };
  may: MapStanding;
  actor: ListedActor;
  history: Paged<ContactRow> | null;
  meetings: MeetingChoice[];
  /** Of the note to be written. */
  noteId: string;
  today: string;
}

interface Part {
  page: ActorPage;
}

/** Whom to talk to there. Only for the circle: to others the page has none of this. */
export function ActorContact({ page: { may, actor }, contact }: Part & { contact: NonNullable<ActorPage["actor"]["contact"]> }) {
  const { name, email, phone } = contact;
  const nothing = name === "" && !email && phone === "";
  return (
    <Section title="Con quién hablar" id="contacto">
      {nothing ? (
        <p>Todavía no hay una persona de contacto.</p>
      ) : (
        <Facts
          facts={[
            ...(name ? [{ term: "Persona", detail: name }] : []),
            ...(email ? [{ term: "Correo", detail: <a href={`mailto:${email}`}>{email}</a> }] : []),
            ...(phone ? [{ term: "Teléfono", detail: <a href={`tel:${phone.replace(/[^\d+]/g, "")}`}>{phone}</a> }] : []),
          ]}
        />
      )}
      <p className="hint">{CONTACT_RULE}</p>
      {may.edits && !nothing && (
        <ButtonForm
          kind="quiet"
          size="small"
          icon="trash"
          fields={{ act: "forget" }}
          confirm={`¿Borrar la persona, el correo y el teléfono de contacto de ${actor.name}? No se puede deshacer.`}
        >
          Borrar los datos de contacto
        </ButtonForm>
      )}
    </Section>
  );
}

/** Onto the list of a meeting, as an outside guest. */
export function InviteForm({ page: { meetings, actor, may } }: Part) {
  const { errors } = useSubmission();
  if (!may.invites || actor.archived_at) return null;
  return (
    <Section title="Invitar a una reunión" id="invitar">
      {!actor.contact?.email && <p>Para invitarle hace falta su correo: agrégalo en «Editar».</p>}
      {actor.contact?.email && meetings.length === 0 && <p>El nodo no tiene reuniones por venir.</p>}
      {meetings.length > 0 && (
        <Form errors={{}}>
          <input type="hidden" name="act" value="invite" />
          <Select
            label="A cuál"
            name="event_id"
            placeholder="Elige"
            required
            error={errors.event_id}
            options={meetings.map(({ id, title, starts_at, draft, repeats }) => ({
              value: id,
              label: `${shortDate(starts_at)}: ${title}${draft ? " (borrador)" : ""}${repeats ? " (todas sus fechas)" : ""}`,
            }))}
            hint="Le llega el mismo correo que a los demás, con los botones para responder."
          />
          <Cluster>
            <Button icon="send">Invitar</Button>
          </Cluster>
        </Form>
      )}
    </Section>
  );
}

const ANSWERS: Record<string, string> = { yes: "Va", no: "No puede", maybe: "Aún no sabe" };

function Answer({ row }: { row: ContactRow }) {
  if (row.status === "draft") return <Badge>Se le escribe al publicar</Badge>;
  if (row.status === "cancelled") return <Badge>Se canceló</Badge>;
  if (!row.listed) return null;
  const kind = row.answer === "yes" ? "positive" : "neutral";
  return <Badge kind={kind}>{row.answer ? (ANSWERS[row.answer] ?? "Sin respuesta") : "Sin respuesta"}</Badge>;
}

function EntryTitle({ row }: { row: ContactRow }) {
  if (!row.event_id) return <>{contactWayLabel(row.way)}</>;
  if (!row.title) return <>Invitación a una reunión</>;
  return (
    <>
      Invitación a <a href={paths.event(row.event_id)}>{row.title}</a>
    </>
  );
}

/** What was talked, the last first, and to note one more. */
export function History({ page: { actor, node, may, noteId, today }, history }: Part & { history: NonNullable<ActorPage["history"]> }) {
  return (
    <Section title="Historial de contactos" id="historial">
      {history.total === 0 && <p>Todavía no hay contactos anotados.</p>}
      {history.rows.length > 0 && (
        <ItemList label="Contactos, del último al primero">
          {history.rows.map((row) => (
            <Item
              key={row.id}
              title={<EntryTitle row={row} />}
              meta={
                <>
                  {shortDate(row.on_day)}
                  {row.by && `, anotó ${row.by}`}
                  {row.starts_at && `, la reunión es el ${shortDate(row.starts_at)}`}
                </>
              }
              trail={
                row.event_id ? (
                  <Answer row={row} />
                ) : (
                  may.edits && (
                    <ButtonForm
                      kind="quiet"
                      size="small"
                      fields={{ act: "remove_note", contact_id: row.id }}
                      label={`Borrar la anotación del ${shortDate(row.on_day)}`}
                      confirm="¿Borrar esta anotación?"
                    >
                      Borrar
                    </ButtonForm>
                  )
                )
              }
            >
              {row.what !== "" && <p>{row.what}</p>}
            </Item>
          ))}
        </ItemList>
      )}
      <Pagination page={history.page} pages={history.pages} href={(pagina) => `${paths.stakeholder(node.slug, actor.id, { pagina })}#historial`} />
      {may.edits && <NoteForm id={noteId} today={today} />}
    </Section>
  );
}

function NoteForm({ id, today }: { id: string; today: string }) {
  const { errors, refused, value } = useSubmission({ on_day: today, way: "call", id });
  const own = refused && value("act") === "note";
  const of = (name: string, stored: string) => (own ? value(name) : stored);
  return (
    <Disclosure summary="Anotar un contacto" open={own}>
      <Form errors={{}}>
        <input type="hidden" name="act" value="note" />
        <input type="hidden" name="id" value={of("id", id)} />
        <DateField label="Qué día" name="on_day" value={of("on_day", today)} max={today} required error={errors.on_day} />
        <Select
          label="Cómo"
          name="way"
          value={of("way", "call")}
          required
          error={errors.way}
          options={CONTACT_WAYS.map((way) => ({ value: way, label: CONTACT_WAY_LABELS[way] ?? "" }))}
        />
        <TextArea
          label="Qué se habló"
          name="what"
          value={of("what", "")}
          rows={3}
          maxLength={1000}
          required
          error={errors.what}
          hint="Lo ve solo el círculo. Escribe de la institución y los acuerdos, no de la vida de las personas."
        />
        <Cluster>
          <Button>Anotar</Button>
        </Cluster>
      </Form>
    </Disclosure>
  );
}
