import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/components/meta.ts";
import { NodeFrame } from "#app/components/node-frame.tsx";
import { PeopleList } from "#app/components/people-list.tsx";
import { findMember, listMembers, type MemberRow } from "#app/domain/nodes/memberships.repo.server.ts";
import { canRemoveMember, canSeeMembers } from "#app/domain/nodes/node.policy.ts";
import { nodeBySlug } from "#app/domain/nodes/nodes.server.ts";
import { removeMember } from "#app/domain/nodes/requests.server.ts";
import { listCoordinators } from "#app/domain/nodes/roles.repo.server.ts";
import { idFrom } from "#app/http/asked.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { paged, pageFrom } from "#app/http/paging.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { counted } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Badge } from "#app/ui/card.tsx";
import { Confirm } from "#app/ui/dialog.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { nodeOfPage } from "./node-page.server.ts";

type Loaded = Awaited<ReturnType<typeof loader>>;

export const meta = ({ data }: { data: Loaded | undefined }) => (data ? pageMeta(`Personas de ${data.frame.name}`) : []);

export const loader = loaderWith({ who: "anyone", keep: true }, async ({ ctx, params, url }) => {
  const { node, frame } = await nodeOfPage(ctx, params.slug ?? "", url);
  const seesAll = canSeeMembers(ctx.actor, node);
  const page = pageFrom(url);
  const { rows, total } = await listMembers(ctx.db, node.id, { page, onlyPublic: !seesAll });
  const coordinators = await listCoordinators(ctx.db, node.id, ctx.now);
  const removes = canRemoveMember(ctx.actor, node.id);
  const leaving = removes ? idFrom(url.searchParams, "quitar") : "";
  return {
    frame,
    signedIn: ctx.actor !== null,
    seesAll,
    removes,
    people: paged(rows, total, page),
    coordinatorIds: coordinators.map((person) => person.person_id),
    leaving: leaving ? ((await findMember(ctx.db, node.id, leaving)) ?? null) : null,
  };
});

export const action = actionWith({ who: "signed_in" }, async ({ ctx, params, form }) => {
  const slug = params.slug ?? "";
  const node = await nodeBySlug(ctx.db, slug);
  const id = idFrom(form, "membership_id");
  const member = await findMember(ctx.db, node.id, id);
  await removeMember(ctx, slug, id);
  return redirectWithFlash(paths.nodePeople(slug), member ? `${member.name} ya no es parte de ${node.name}.` : "Esa persona ya no era parte del nodo.");
});

export default function NodePeoplePage() {
  const page = useLoaderData<typeof loader>();
  if (page.leaving) return <ConfirmRemoval page={page} member={page.leaving} />;
  const { frame, people } = page;
  return (
    <NodeFrame node={frame} tab="people">
      <p>{sentence(page)}</p>
      {people.rows.length === 0 ? (
        <NobodyShown page={page} />
      ) : (
        <PeopleList people={people.rows} label={`Personas de ${frame.name}`} trailOf={(person) => <Trail person={person} page={page} />} />
      )}
      <Pagination page={people.page} pages={people.pages} href={(to) => paths.nodePeople(frame.slug, to)} />
    </NodeFrame>
  );
}

interface Part {
  page: Loaded;
}

function sentence({ frame, seesAll, signedIn }: Loaded): string {
  const all = counted(frame.members, "persona es parte", "personas son parte");
  if (seesAll) return `${all} de este nodo.`;
  const why = signedIn
    ? "Como se entra por invitación, solo quienes están en el nodo ven los demás nombres."
    : "Aquí están quienes aceptaron publicar su nombre; con tu cuenta puedes ver más.";
  return `${all} de este nodo. ${why}`;
}

function Trail({ person, page }: Part & { person: MemberRow }) {
  const coordinates = page.coordinatorIds.includes(person.person_id);
  return (
    <>
      {coordinates && <Badge kind="accent">Coordina</Badge>}
      {page.removes && !coordinates && (
        <LinkButton to={`${paths.nodePeople(page.frame.slug)}?quitar=${person.membership_id}`} kind="quiet" size="small" aria-label={`Quitar a ${person.name}`}>
          Quitar
        </LinkButton>
      )}
    </>
  );
}

function NobodyShown({ page: { frame, seesAll, signedIn } }: Part) {
  if (!seesAll) {
    return (
      <Empty
        title="Nadie ha publicado su nombre aquí"
        icon="people"
        action={signedIn ? undefined : <LinkButton to={paths.signIn(paths.nodePeople(frame.slug))}>Entrar</LinkButton>}
      >
        <p>Cada persona decide si su nombre aparece en las páginas públicas.</p>
      </Empty>
    );
  }
  return (
    <Empty
      title="Todavía no hay nadie"
      icon="people"
      action={frame.may.people && !frame.archived ? <LinkButton to={paths.nodeRequests(frame.slug)}>Invitar a alguien</LinkButton> : undefined}
    >
      <p>Aquí verás a quienes se sumen, con su establecimiento.</p>
    </Empty>
  );
}

function ConfirmRemoval({ page: { frame }, member }: Part & { member: MemberRow }) {
  return (
    <Confirm
      title={`¿Quitar a ${member.name} de ${frame.name}?`}
      confirmLabel="Quitar del nodo"
      cancelTo={paths.nodePeople(frame.slug)}
      action={paths.nodePeople(frame.slug)}
      fields={{ membership_id: member.membership_id }}
      danger
    >
      <p>
        Dejará de recibir invitaciones a las reuniones nuevas del nodo. Las que ya tiene siguen en pie, y puede volver a entrar más adelante. No le enviamos un correo por esto.
      </p>
    </Confirm>
  );
}
