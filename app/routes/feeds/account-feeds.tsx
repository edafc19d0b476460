import { data } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/components/meta.ts";
import { FeedAddress, SubscribeButtons } from "#app/components/subscribe-ways.tsx";
import { createFeed, findMyFeed, listMyFeeds, type PrivateFeed, revokeFeed } from "#app/domain/feeds/feeds.server.ts";
import { FeedInput, LABEL_MAX, MAX_FEEDS } from "#app/domain/feeds/private-feed.ts";
import { nodeOptions } from "#app/domain/nodes/nodes.repo.server.ts";
import { findEstablishmentBySlug, schoolNames } from "#app/domain/places/establishments.repo.server.ts";
import { cleanLine } from "#app/domain/text.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { constraintsOf, parseForm } from "#app/http/form.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { choiceInWords } from "#app/i18n/choice-words.ts";
import { longDate } from "#app/i18n/dates.ts";
import { eventKindLabel, regionLabel } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Confirm } from "#app/ui/dialog.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Page, Section, Stack } from "#app/ui/layout.tsx";
import { newId } from "#db/ids.ts";
import { lastRead } from "./last-read.ts";
import { NewFeedForm } from "./new-feed-form.tsx";

export const meta = () => pageMeta("Mis calendarios");

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, url }) => {
  const asked = (name: string) => cleanLine(url.searchParams.get(name) ?? "");
  const leaving = asked("anular");
  if (leaving) return { leaving: (({ id, label }) => ({ id, label }))(await findMyFeed(ctx, leaving)) };
  const feeds = await listMyFeeds(ctx);
  const nodes = await nodeOptions(ctx.db);
  const slug = asked("establecimiento");
  const school = slug ? await findEstablishmentBySlug(ctx.db, slug) : undefined;
  const names = await schoolNames(
    ctx.db,
    feeds.flatMap(({ filter }) => filter.establishment ?? []),
  );
  return {
    leaving: null,
    feeds: feeds.map((feed) => ({ ...feed, shows: inWords(feed, nodes, names), read: lastRead(feed.last_fetched_at, ctx.now) })),
    nodes: nodes.filter(({ kind }) => kind !== "territorial"),
    territories: nodes.filter(({ kind }) => kind === "territorial"),
    school: school ? { id: school.id, name: school.name } : null,
    suggested: suggestedFeed(asked, nodes, school),
    constraints: constraintsOf(FeedInput),
  };
});

interface Named {
  id: string;
  name: string;
}

/** What the calendar was narrowed to, as the form begins. */
function suggestedFeed(asked: (name: string) => string, nodes: (Named & { slug: string })[], school: Named | undefined) {
  const node = nodes.find(({ slug }) => slug === asked("nodo"));
  const territory = nodes.find(({ slug }) => slug === asked("territorio"));
  const [kind, region, words] = [asked("tipo"), asked("region"), asked("q")];
  const parts = [kind && eventKindLabel(kind), node?.name, territory?.name, region && regionLabel(region), school?.name, words].filter(Boolean);
  const mine = asked("mio") !== "" || parts.length === 0;
  return {
    id: newId(),
    what: mine ? "mine" : "filter",
    node: node?.id ?? "",
    territory: territory?.id ?? "",
    establishment: school?.id ?? "",
    kind,
    region,
    words,
    label: (parts.length > 0 ? [mine && "Lo mío", ...parts].filter(Boolean).join(" · ") : "Mis reuniones").slice(0, LABEL_MAX),
  };
}

export const action = actionWith({ who: "signed_in" }, async ({ ctx, form }) => {
  if (form.get("intent") === "revoke") {
    await revokeFeed(ctx, String(form.get("id") ?? ""));
    return redirectWithFlash(paths.accountFeeds(), "Anulamos ese calendario: su dirección ya no muestra nada.");
  }
  const parsed = parseForm(form, FeedInput);
  if (!parsed.ok) return data(parsed.submission, { status: 422 });
  await createFeed(ctx, parsed.value);
  return redirectWithFlash(paths.accountFeeds(), "Creamos tu calendario. Ahora suscríbete con uno de sus botones.");
});

/** «Reuniones de tus nodos y tus invitaciones», «Talleres de Electricidad en el Maule» */
function inWords({ filter }: PrivateFeed, nodes: Named[], schools: Named[]): string {
  const { mine, kind, region, words } = filter;
  const named = (id: string | undefined, from: Named[]) => (id ? (from.find((one) => one.id === id)?.name ?? "un nodo archivado") : null);
  const choice = { mine, kind, region, q: words, node: named(filter.node, nodes), territory: named(filter.territory, nodes), school: named(filter.establishment, schools) };
  const narrowed = Object.keys(filter).some((key) => key !== "mine");
  if (mine && !narrowed) return "Reuniones de tus nodos y tus invitaciones";
  return narrowed ? choiceInWords(choice) : "Todas las reuniones que puedes ver";
}

export default function AccountFeedsPage() {
  const found = useLoaderData<typeof loader>();
  if (found.leaving) return <RevokePage {...found.leaving} />;
  const { feeds, suggested, constraints } = found;
  return (
    <Page title="Mis calendarios" lead="Calendarios solo tuyos, para ver en tu teléfono o tu computador lo que te toca, aunque no sea público." width="narrow">
      {feeds.length === 0 ? (
        <Empty title="Todavía no tienes ninguno" icon="calendar">
          <p>Crea uno aquí abajo y suscríbete: las reuniones de tus nodos y tus invitaciones llegarán solas a tu calendario.</p>
        </Empty>
      ) : (
        <Stack gap="xl">
          {feeds.map((feed) => (
            <FeedSection key={feed.id} feed={feed} />
          ))}
          <Notice kind="info" title="Estas direcciones son como una llave">
            <p>Quien tenga la dirección puede ver ese calendario sin entrar. Si la compartiste por error, anúlala y crea otra.</p>
          </Notice>
        </Stack>
      )}
      {feeds.length < MAX_FEEDS && <NewFeedForm nodes={found.nodes} territories={found.territories} school={found.school} suggested={suggested} constraints={constraints} />}
    </Page>
  );
}

type Shown = Pick<PrivateFeed, "id" | "label" | "url" | "created_at"> & { shows: string; read: string };

function FeedSection({ feed }: { feed: Shown }) {
  return (
    <Section
      title={feed.label}
      actions={
        <LinkButton to={paths.accountFeeds({ anular: feed.id })} kind="quiet" icon="trash" aria-label={`Anular ${feed.label}`}>
          Anular
        </LinkButton>
      }
    >
      <p>{feed.shows}.</p>
      <p className="hint">
        Lo creaste el {longDate(feed.created_at)}. {feed.read}
      </p>
      <SubscribeButtons feedUrl={feed.url} name={feed.label} />
      <FeedAddress feedUrl={feed.url} id={`direccion-${feed.id}`} label="Dirección privada" />
    </Section>
  );
}

function RevokePage({ id, label }: { id: string; label: string }) {
  return (
    <Confirm
      title={`¿Anular «${label}»?`}
      action={paths.accountFeeds()}
      fields={{ intent: "revoke", id }}
      confirmLabel="Anular el calendario"
      cancelTo={paths.accountFeeds()}
      danger
    >
      <p>Su dirección dejará de funcionar para siempre, en todos los programas donde la pusiste. Las reuniones no cambian, y puedes crear otro calendario cuando quieras.</p>
    </Confirm>
  );
}
