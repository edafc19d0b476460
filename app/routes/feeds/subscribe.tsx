import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/components/meta.ts";
import { FeedAddress, subscribeHelp } from "#app/components/subscribe-ways.tsx";
import type { Ctx } from "#app/domain/context.ts";
import { notFound } from "#app/domain/errors.ts";
import { chosenBy } from "#app/domain/feeds/filtered.server.ts";
import { isWhole, PUBLIC_FILTER_KEYS, type PublicFilter, readPublicFilter } from "#app/domain/feeds/public-filter.ts";
import { googleUrl, office365Url, outlookUrl, webcalUrl } from "#app/domain/feeds/subscribe-links.ts";
import { nodeOptions } from "#app/domain/nodes/nodes.repo.server.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { absolute, paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Prose } from "#app/ui/card.tsx";
import { FilterBar, Select } from "#app/ui/form.tsx";
import { Cluster, Page, Section } from "#app/ui/layout.tsx";

export const meta = () => pageMeta("Suscribir el calendario", "Las reuniones de la red, de un nodo o de un establecimiento, siempre al día en Google, Apple u Outlook.");

export const loader = loaderWith({ who: "anyone", keep: true }, async ({ ctx, url }) => {
  const nodes = await nodeOptions(ctx.db);
  const subject = await subjectOf(ctx, url);
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
  /** «Las reuniones de la red», «Talleres de Electricidad en el Biobío» */
  shows: string;
  feed: string;
  nodeSlug: string | null;
  /** More than a node. */
  choice: PublicFilter | null;
}

async function subjectOf(ctx: Ctx, url: URL): Promise<Subject> {
  const network = ctx.deployment.networkName;
  const filter = readPublicFilter(new URLSearchParams([...url.searchParams].filter(([key]) => (PUBLIC_FILTER_KEYS as readonly string[]).includes(key))));
  if (filter === null) throw notFound();
  if (isWhole(filter)) return { name: network, shows: "Las reuniones de toda la red", feed: paths.publicFeed(), nodeSlug: null, choice: null };
  const chosen = await chosenBy(ctx.db, filter);
  if (chosen === null) throw notFound();
  if ("moved" in chosen) throw redirect(paths.subscribe(chosen.moved), 301);
  const name = (of: string) => `${of} · ${network}`;
  // One node or one school alone has had its own address from the beginning.
  const alone = Object.keys(filter).length === 1;
  const { names } = chosen;
  if (alone && filter.nodo)
    return { name: name(names.node ?? ""), shows: `Las reuniones del nodo ${names.node}`, feed: paths.nodeFeed(filter.nodo), nodeSlug: filter.nodo, choice: null };
  if (alone && filter.establecimiento) {
    return { name: name(names.school ?? ""), shows: `Las reuniones de ${names.school}`, feed: paths.establishmentFeed(filter.establecimiento), nodeSlug: null, choice: null };
  }
  return { name: name(chosen.choice.name), shows: chosen.choice.name, feed: paths.publicFeed(filter), nodeSlug: null, choice: filter };
}

export default function SubscribePage() {
  const { name, shows, feedUrl, nodes, nodeSlug, choice, signedIn } = useLoaderData<typeof loader>();
  return (
    <Page
      title="Suscribir el calendario"
      lead={`${shows}, en el calendario que ya usas. Te suscribes una vez: lo nuevo, lo que cambia y lo que se cancela llega solo.`}
      width="narrow"
    >
      <FilterBar action={paths.subscribe()} label="Elegir el calendario" button="Elegir" auto clearTo={nodeSlug || choice ? paths.subscribe() : undefined}>
        <Select label="Calendario" name="nodo" value={nodeSlug} placeholder="Toda la red" options={nodes.map((node) => ({ value: node.slug, label: node.name }))} />
      </FilterBar>
      {choice && (
        <p>
          Es lo que ve cualquiera. <a href={paths.calendar(choice)}>Ver esta selección en el calendario</a>
        </p>
      )}
      <Programs feedUrl={feedUrl} name={name} />
      <Section title="Otro programa">
        <p>Copia esta dirección y pégala donde tu programa diga «suscribirse», «agregar desde la web» o «calendario de Internet».</p>
        <FeedAddress feedUrl={feedUrl} id="direccion" />
      </Section>
      <Section title="Solo lo tuyo">
        <p>Con tu cuenta puedes crear un calendario con las reuniones de tus nodos y tus invitaciones, también las que no son públicas.</p>
        <Cluster>
          <LinkButton to={signedIn ? paths.accountFeeds(choice ?? {}) : paths.signIn(paths.accountFeeds(choice ?? {}))} kind="secondary" icon="person">
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
