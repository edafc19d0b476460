import { data } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { pageMeta } from "#app/components/meta.ts";
import { NodeFrame } from "#app/components/node-frame.tsx";
import { PeopleList } from "#app/components/people-list.tsx";
import { useSubmission } from "#app/components/submission.ts";
import { forbidden } from "#app/domain/errors.ts";
import { listWaiting, type WaitingRow } from "#app/domain/nodes/memberships.repo.server.ts";
import { canSeeRequests } from "#app/domain/nodes/node.policy.ts";
import { PersonByEmailInput } from "#app/domain/nodes/node.ts";
import { type AnswerOutcome, approveRequest, declineRequest, type InviteOutcome, inviteToNode, withdrawInvitation } from "#app/domain/nodes/requests.server.ts";
import { text } from "#app/domain/text.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { constraintsOf, parseForm } from "#app/http/form.server.ts";
import { paged, pageFrom } from "#app/http/paging.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { relativeDay } from "#app/i18n/dates.ts";
import { counted } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { Button, ButtonForm } from "#app/ui/button.tsx";
import { Prose } from "#app/ui/card.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { ErrorSummary, Field, Form, TextArea } from "#app/ui/form.tsx";
import { Cluster, Section } from "#app/ui/layout.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { nodeOfPage, onlyWho } from "./node-page.server.ts";

type Loaded = Awaited<ReturnType<typeof loader>>;

const MESSAGE_MAX = 600;
const AnswerInput = z.object({ act: z.enum(["approve", "decline", "take_back"], "choice"), membership_id: z.uuid("not_found"), message: text(MESSAGE_MAX) });
const constraints = constraintsOf(PersonByEmailInput);

export const meta = ({ data: page }: { data: Loaded | undefined }) => (page ? pageMeta(`Solicitudes de ${page.frame.name}`) : []);

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params, url }) => {
  const { node, frame } = await nodeOfPage(ctx, params.slug ?? "", url);
  if (!canSeeRequests(ctx.actor, node.id)) throw forbidden();
  const page = pageFrom(url);
  const requests = await listWaiting(ctx.db, node.id, "requested", { page });
  return {
    frame,
    now: ctx.now,
    requests: paged(requests.rows, requests.total, page),
    invited: await listWaiting(ctx.db, node.id, "invited", { size: 100 }),
    constraints,
  };
});

const INVITED: Record<InviteOutcome, (name: string) => string> = {
  invited: (name) => `${name} recibió tu invitación.`,
  approved: (name) => `${name} había pedido entrar: ya es parte del nodo.`,
  already_invited: (name) => `${name} ya tenía una invitación sin responder.`,
  already_member: (name) => `${name} ya es parte del nodo.`,
};

const ANSWERED: Record<"approve" | "decline", string> = { approve: "Listo: ya es parte del nodo y le avisamos por correo.", decline: "Listo: le avisamos por correo." };

export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => onlyWho(canSeeRequests, ctx, params.slug) }, async ({ ctx, params, form }) => {
  const slug = params.slug ?? "";
  const back = paths.nodeRequests(slug);
  if (form.get("act") === "invite") {
    const parsed = parseForm(form, PersonByEmailInput);
    if (!parsed.ok) return data(parsed.submission, { status: 422 });
    const { outcome, name } = await inviteToNode(ctx, slug, parsed.value.email);
    return redirectWithFlash(back, INVITED[outcome](name));
  }
  const parsed = parseForm(form, AnswerInput);
  if (!parsed.ok) return data(parsed.submission, { status: 422 });
  const { act, membership_id, message } = parsed.value;
  if (act === "take_back") {
    await withdrawInvitation(ctx, slug, membership_id);
    return redirectWithFlash(back, "Retiramos la invitación.");
  }
  const answer = act === "approve" ? approveRequest : declineRequest;
  const outcome: AnswerOutcome = await answer(ctx, slug, membership_id, message);
  return redirectWithFlash(back, outcome === "done" ? ANSWERED[act] : { kind: "warn", text: "Alguien ya había respondido esa solicitud, o la retiraron. No cambiamos nada." });
});

export default function NodeRequestsPage() {
  const page = useLoaderData<typeof loader>();
  const { errors } = useSubmission();
  const { email, ...others } = errors;
  return (
    <NodeFrame node={page.frame} tab="requests">
      <ErrorSummary errors={others} />
      <Section title={page.requests.total === 0 ? "Solicitudes" : counted(page.requests.total, "solicitud espera tu respuesta", "solicitudes esperan tu respuesta")}>
        {page.requests.rows.length === 0 ? (
          <Empty title="No hay solicitudes pendientes" icon="ok" level={3}>
            <p>Cuando alguien pida entrar, te avisamos por correo y aparece aquí.</p>
          </Empty>
        ) : (
          <PeopleList people={page.requests.rows} label="Solicitudes pendientes" bodyOf={(person) => <Answer person={person} now={page.now} />} />
        )}
        <Pagination page={page.requests.page} pages={page.requests.pages} href={(pagina) => `${paths.nodeRequests(page.frame.slug)}?pagina=${pagina}`} />
      </Section>
      {!page.frame.archived && <Invite page={page} emailErrors={email} />}
      <Invited page={page} />
    </NodeFrame>
  );
}

interface Part {
  page: Loaded;
}

function Answer({ person, now }: { person: WaitingRow; now: string }) {
  const fields = { membership_id: person.membership_id };
  return (
    <div className="stack gap-s">
      <p>
        {person.email}
        {person.requested_at && `, lo pidió ${relativeDay(person.requested_at, now)}`}
      </p>
      {person.message && (
        <Prose>
          <blockquote>{person.message}</blockquote>
        </Prose>
      )}
      <Cluster>
        <ButtonForm kind="primary" size="small" fields={{ ...fields, act: "approve" }} label={`Aceptar a ${person.name}`}>
          Aceptar
        </ButtonForm>
        <ButtonForm size="small" fields={{ ...fields, act: "decline" }} label={`No aceptar a ${person.name}`}>
          No aceptar
        </ButtonForm>
      </Cluster>
      <Disclosure summary="Responder con un mensaje">
        <form method="post" className="form">
          <input type="hidden" name="membership_id" value={person.membership_id} />
          <TextArea
            name="message"
            id={`message-${person.membership_id}`}
            label={`Mensaje para ${person.name}`}
            hint="Va en el correo que recibe."
            rows={3}
            maxLength={MESSAGE_MAX}
          />
          <Cluster>
            <Button name="act" value="approve" size="small">
              Aceptar con este mensaje
            </Button>
            <Button name="act" value="decline" size="small" kind="secondary">
              No aceptar, con este mensaje
            </Button>
          </Cluster>
        </form>
      </Disclosure>
    </div>
  );
}

function Invite({ page, emailErrors }: Part & { emailErrors: string[] | undefined }) {
  const { value } = useSubmission();
  return (
    <Section title="Invitar a una persona" id="invitar">
      <Form errors={emailErrors ? { email: emailErrors } : {}} constraints={page.constraints}>
        <input type="hidden" name="act" value="invite" />
        <Field
          name="email"
          type="email"
          label="Su correo"
          hint="Debe tener una cuenta. Recibe un correo con tu invitación y decide."
          autoComplete="off"
          value={value("email")}
          width="medium"
        />
        <Cluster>
          <Button icon="send">Invitar</Button>
        </Cluster>
      </Form>
    </Section>
  );
}

function Invited({ page: { invited, now } }: Part) {
  if (invited.rows.length === 0) return null;
  return (
    <Section title={counted(invited.total, "invitación sin responder", "invitaciones sin responder")}>
      <PeopleList
        people={invited.rows}
        label="Personas invitadas que no han respondido"
        dense
        bodyOf={(person) => <p>{person.invited_at && `Invitación de ${relativeDay(person.invited_at, now)}`}</p>}
        trailOf={(person) => (
          <ButtonForm kind="quiet" size="small" fields={{ act: "take_back", membership_id: person.membership_id }} label={`Retirar la invitación de ${person.name}`}>
            Retirar
          </ButtonForm>
        )}
      />
    </Section>
  );
}
