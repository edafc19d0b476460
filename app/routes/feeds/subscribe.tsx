import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/components/meta.ts";
import { FeedAddress, subscribeHelp } from "#app/components/subscribe-ways.tsx";
import type { Ctx } from "#app/domain/context.ts";
import { notFound } from "#app/domain/errors.ts";
import { googleUrl, office365Url, outlookUrl, webcalUrl } from "#app/domain/feeds/subscribe-links.ts";
import { findNodeBySlug, nodeOptions } from "#app/domain/nodes/nodes.repo.server.ts";
import { findEstablishmentBySlug } from "#app/domain/places/establishments.repo.server.ts";
import { redirectedSlug } from "#app/domain/slugs.repo.server.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { absolute, paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Prose } from "#app/ui/card.tsx";
import { FilterBar, Select } from "#app/ui/form.tsx";
import { Cluster, Page, Section } from "#app/ui/layout.tsx";

export const meta = () => pageMeta("Suscribir el calendario", "Las reuniones de la red, de un nodo o de un establecimiento, siempre al día en Google, Apple u Outlook.");

export const loader = loaderWith({ who: "anyone", keep: true }, async ({ ctx, url }) => {
  const nodes = await nodeOptions(ctx.db);
  const subject = await subjectOf(ctx, url.searchParams.get("nodo"), url.searchParams.get("establecimiento"));
  return {
    ...subject,
    feedUrl: absolute(ctx.deployment, subject.feed),
    nodes: nodes.map(({ slug, name }) => ({ slug, name })),
    signedIn: ctx.actor !== null,
  };
});

interface Subject {
  /** As the calendar will be called. */
  name: string;
  /** «de la red», «del nodo Electricidad» */
  of: string;
  feed: string;
  nodeSlug: string | null;
}

async function subjectOf(ctx: Ctx, node: string | null, school: string | null): Promise<Subject> {
  const network = ctx.deployment.networkName;
  if (node) {
    const found = await findNodeBySlug(ctx.db, node);
    if (found) return { name: `${found.name} · ${network}`, of: `del nodo ${found.name}`, feed: paths.nodeFeed(found.slug), nodeSlug: found.slug };
    const slug = await redirectedSlug(ctx.db, "node", node);
    throw slug ? redirect(paths.subscribe({ nodo: slug }), 301) : notFound();
  }
  if (school) {
    const found = await findEstablishmentBySlug(ctx.db, school);
    if (found) return { name: `${found.name} · ${network}`, of: `de ${found.name}`, feed: paths.establishmentFeed(found.slug), nodeSlug: null };
    const slug = await redirectedSlug(ctx.db, "establishment", school);
    throw slug ? redirect(paths.subscribe({ establecimiento: slug }), 301) : notFound();
  }
  return { name: network, of: "de toda la red", feed: paths.publicFeed(), nodeSlug: null };
}

export default function SubscribePage() {
  const { name, of, feedUrl, nodes, nodeSlug, signedIn } = useLoaderData<typeof loader>();
  return (
    <Page
      title="Suscribir el calendario"
      lead={`Las reuniones ${of} en el calendario que ya usas. Te suscribes una vez: lo nuevo, lo que cambia y lo que se cancela llega solo.`}
      width="narrow"
    >
      <FilterBar action={paths.subscribe()} label="Elegir el calendario" button="Elegir" auto clearTo={nodeSlug ? paths.subscribe() : undefined}>
        <Select label="Calendario" name="nodo" value={nodeSlug} placeholder="Toda la red" options={nodes.map((node) => ({ value: node.slug, label: node.name }))} />
      </FilterBar>
      <Programs feedUrl={feedUrl} name={name} />
      <Section title="Otro programa">
        <p>Copia esta dirección y pégala donde tu programa diga «suscribirse», «agregar desde la web» o «calendario de Internet».</p>
        <FeedAddress feedUrl={feedUrl} id="direccion" />
      </Section>
      <Section title="Solo lo tuyo">
        <p>Con tu cuenta puedes crear un calendario con las reuniones de tus nodos y tus invitaciones, también las que no son públicas.</p>
        <Cluster>
          <LinkButton to={signedIn ? paths.accountFeeds() : paths.signIn(paths.accountFeeds())} kind="secondary" icon="person">
            {signedIn ? "Mis calendarios" : "Entrar y crear el mío"}
          </LinkButton>
        </Cluster>
      </Section>
    </Page>
  );
}

function Programs({ feedUrl, name }: { feedUrl: string; name: string }) {
  return (
    <>
      <Program
        title="Google Calendar"
        help={subscribeHelp("google")}
        ways={[{ label: "Agregar a Google", to: googleUrl(feedUrl) }]}
        lines={[
          "Hazlo en un computador: en el teléfono aparecerá solo.",
          "Aprieta el botón y confirma «Agregar».",
          "Google mira si hay cambios pocas veces al día: lo nuevo puede tardar hasta 24 horas.",
        ]}
      />
      <Program
        title="iPhone, iPad y Mac"
        help={subscribeHelp("apple")}
        ways={[{ label: "Agregar a Apple", to: webcalUrl(feedUrl) }]}
        lines={["Aprieta el botón desde el mismo equipo.", "Confirma «Suscribirse».", "En el Mac puedes elegir que se actualice cada hora."]}
      />
      <Program
        title="Outlook"
        help={subscribeHelp("outlook")}
        ways={[
          { label: "Outlook personal", to: outlookUrl(feedUrl, name) },
          { label: "Outlook del trabajo", to: office365Url(feedUrl, name) },
        ]}
        lines={[
          "«Personal» es una cuenta Outlook o Hotmail; «del trabajo», la de tu liceo o servicio.",
          "Entra si te lo pide y aprieta «Importar».",
          "Los cambios tardan algunas horas en verse.",
        ]}
      />
    </>
  );
}

function Program({ title, lines, ways, help }: { title: string; lines: string[]; ways: { label: string; to: string }[]; help: string }) {
  return (
    <Section title={title}>
      <Cluster>
        {ways.map(({ label, to }) => (
          <LinkButton key={label} to={to} kind="secondary" rel="noreferrer">
            {label}
          </LinkButton>
        ))}
      </Cluster>
      <Prose>
        <ol>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ol>
        <p>
          <a href={help}>Paso a paso: {title}</a>
        </p>
      </Prose>
    </Section>
  );
}
