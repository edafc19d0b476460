import { useLoaderData } from "@remix-run/react";
import { CircleFrame } from "#app/components/circle-frame.tsx";
import { ConfirmLeaving, ConfirmRemoval } from "#app/components/circle-leaving.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { PeopleList } from "#app/components/people-list.tsx";
import { addMember, leaveCircle, removeMember } from "#app/domain/circles/circles.server.ts";
import { findCircleMember, listCircleMembers, listLinkVoices, listRoleNames, searchCandidates } from "#app/domain/circles/members.repo.server.ts";
import { idFrom, wordsFrom } from "#app/http/asked.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { paged, pageFrom } from "#app/http/paging.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { longDate } from "#app/i18n/dates.ts";
import { counted } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { ButtonForm, LinkButton } from "#app/ui/button.tsx";
import { Badge } from "#app/ui/card.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { FilterBar, SearchBox } from "#app/ui/form.tsx";
import { Section } from "#app/ui/layout.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { circleOfPage, refusedKindly } from "./circle-access.server.ts";

export { circleSheet as links } from "#app/components/sheets.ts";

type Loaded = Awaited<ReturnType<typeof loader>>;

export const meta = ({ data }: { data: Loaded | undefined }) => (data ? pageMeta(`Personas de ${data.frame.name}`) : []);

export const loader = loaderWith({ who: "anyone" }, async ({ ctx, params, url }) => {
  const { circle, frame } = await circleOfPage(ctx, params.id);
  const { db, actor, now } = ctx;
  const page = pageFrom(url);
  const { rows, total } = await listCircleMembers(db, circle.id, { page, onlyPublic: !frame.names });
  const roles = await listRoleNames(
    db,
    circle.id,
    rows.map((row) => row.person_id),
    now,
  );
  const q = frame.runs ? wordsFrom(url) : "";
  const found = q ? await searchCandidates(db, circle, q, 1) : { rows: [], total: 0 };
  const removing = frame.runs ? idFrom(url.searchParams, "quitar") : "";
  return {
    frame,
    signedIn: frame.names,
    people: paged(
      rows.map(({ name_public_at: _, ...row }) => ({ ...row, roles: roles.get(row.person_id) ?? [] })),
      total,
      page,
    ),
    links: frame.names ? await listLinkVoices(db, circle.id, now) : [],
    ofNode: circle.node_id !== null,
    q,
    found: found.rows,
    more: found.total - found.rows.length,
    removing: removing ? ((await findCircleMember(db, circle.id, removing)) ?? null) : null,
    leaving: frame.speaks && url.searchParams.has("salir"),
    me: actor?.id ?? null,
  };
});

export const action = actionWith({ who: "signed_in" }, async ({ ctx, params, form }) => {
  const id = params.id ?? "";
  const back = paths.circleMembers(id);
  const { frame } = await circleOfPage(ctx, id);
  const personId = idFrom(form, "person_id");
  try {
    if (form.get("act") === "leave") {
      await leaveCircle(ctx, id);
      return redirectWithFlash(paths.circle(id), `Dejaste ${frame.name}. Gracias por tu tiempo.`);
    }
    if (form.get("act") === "remove") {
      await removeMember(ctx, id, personId);
      return redirectWithFlash(back, "Ya no es parte del círculo.");
    }
    const { name, added } = await addMember(ctx, id, personId);
    return redirectWithFlash(back, added ? `${name} ya es parte del círculo y tiene voz en él.` : `${name} ya era parte del círculo.`);
  } catch (error) {
    return refusedKindly(error, back);
  }
});

export default function CirclePeoplePage() {
  const page = useLoaderData<typeof loader>();
  if (page.removing) return <ConfirmRemoval frame={page.frame} person={page.removing} />;
  if (page.leaving) return <ConfirmLeaving frame={page.frame} />;
  const { frame, people, links } = page;
  return (
    <CircleFrame circle={frame} tab="people" title="Personas">
      <p>
        {counted(frame.members, "persona integra", "personas integran")} este círculo: cada una tiene una voz en sus decisiones.
        {!page.signedIn && " Aquí están quienes aceptaron publicar su nombre; con tu cuenta puedes ver más."}
      </p>
      {people.rows.length > 0 && (
        <PeopleList
          people={people.rows}
          label={`Personas de ${frame.name}`}
          bodyOf={(person) => <p className="item-meta">Desde el {longDate(person.since)}</p>}
          trailOf={(person) => <Trail page={page} person={person} />}
        />
      )}
      {frame.members === 0 && (
        <Empty title="Todavía no hay nadie" icon="people">
          <p>Suma a las personas que gobernarán {page.ofNode ? "el nodo" : "este círculo"}: entre cinco y nueve es un buen comienzo.</p>
        </Empty>
      )}
      <Pagination page={people.page} pages={people.pages} href={(to) => paths.circleMembers(frame.id, { pagina: to })} />
      {links.length > 0 && <Links links={links} />}
      {frame.runs && <Search page={page} />}
    </CircleFrame>
  );
}

interface Part {
  page: Loaded;
}

function Trail({ page: { frame, me }, person }: Part & { person: Loaded["people"]["rows"][number] }) {
  return (
    <>
      {person.roles.map((role) => (
        <Badge key={role} kind="accent">
          {role}
        </Badge>
      ))}
      {person.person_id === me && !frame.closed && (
        <LinkButton to={paths.circleMembers(frame.id, { salir: 1 })} kind="quiet" size="small">
          Dejar el círculo
        </LinkButton>
      )}
      {frame.runs && person.person_id !== me && person.roles.length === 0 && (
        <LinkButton to={paths.circleMembers(frame.id, { quitar: person.person_id })} kind="quiet" size="small" aria-label={`Quitar a ${person.name}`}>
          Quitar
        </LinkButton>
      )}
    </>
  );
}

function Links({ links }: Pick<Loaded, "links">) {
  return (
    <Section title="También tienen voz">
      <p>Enlazan los círculos de más abajo con este.</p>
      <ul className="bullets">
        {links.map((link) => (
          <li key={`${link.person_id} ${link.circle_id}`}>
            {link.name}, {link.role} de <a href={paths.circle(link.circle_id)}>{link.circle}</a>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Search({ page: { q, found, more, ofNode } }: Part) {
  return (
    <Section title="Sumar a alguien" id="sumar">
      <FilterBar label="Buscar personas" hideButton>
        <SearchBox label={ofNode ? "Nombre de alguien del nodo" : "Nombre de alguien de la red"} value={q} />
      </FilterBar>
      {q !== "" && found.length === 0 && (
        <p>
          No encontramos a nadie con «{q}»{ofNode ? " entre las personas del nodo. Si todavía no entra al nodo, invítale primero." : "."}
        </p>
      )}
      {found.length > 0 && (
        <PeopleList
          people={found}
          label="Personas encontradas"
          dense
          trailOf={(person) => (
            <ButtonForm size="small" fields={{ act: "add", person_id: person.person_id }} label={`Sumar a ${person.name}`}>
              Sumar
            </ButtonForm>
          )}
        />
      )}
      {more > 0 && <p>Y {counted(more, "persona más", "personas más")}: escribe también el apellido.</p>}
    </Section>
  );
}
