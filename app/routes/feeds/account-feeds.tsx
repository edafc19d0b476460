import { data } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/components/meta.ts";
import { FeedAddress, SubscribeButtons } from "#app/components/subscribe-ways.tsx";
import { createFeed, findMyFeed, listMyFeeds, type PrivateFeed, revokeFeed } from "#app/domain/feeds/feeds.server.ts";
import { FeedInput, MAX_FEEDS } from "#app/domain/feeds/private-feed.ts";
import { nodeOptions } from "#app/domain/nodes/nodes.repo.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { constraintsOf, parseForm } from "#app/http/form.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
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
  const asked = (name: string) => url.searchParams.get(name) ?? "";
  const leaving = asked("anular");
  if (leaving) return { leaving: (({ id, label }) => ({ id, label }))(await findMyFeed(ctx, leaving)) };
  const feeds = await listMyFeeds(ctx);
  const nodes = await nodeOptions(ctx.db);
  const node = nodes.find(({ slug }) => slug === asked("nodo"));
  const filtered = node || asked("tipo") || asked("region");
  return {
    leaving: null,
    feeds: feeds.map((feed) => ({ ...feed, shows: inWords(feed, nodes), read: lastRead(feed.last_fetched_at, ctx.now) })),
    nodes,
    suggested: {
      id: newId(),
      what: filtered ? "filter" : "mine",
      node: node?.id ?? "",
      kind: asked("tipo"),
      region: asked("region"),
      label: filtered ? suggestedLabel(node?.name, asked("tipo"), asked("region")) : "Mis reuniones",
    },
    constraints: constraintsOf(FeedInput),
  };
});

const suggestedLabel = (node: string | undefined, kind: string, region: string): string =>
  [kind && eventKindLabel(kind), node, region && regionLabel(region)].filter(Boolean).join(" · ").slice(0, 60);

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

/** «Tus nodos e invitaciones», «Todo lo que puedes ver: talleres, en Maule» */
function inWords({ filter }: PrivateFeed, nodes: { id: string; name: string }[]): string {
  if (filter.mine) return "Reuniones de tus nodos y tus invitaciones";
  const node = filter.node && (nodes.find(({ id }) => id === filter.node)?.name ?? "un nodo archivado");
  const parts = [node && `del nodo ${node}`, filter.kind && `de tipo ${eventKindLabel(filter.kind).toLowerCase()}`, filter.region && `en ${regionLabel(filter.region)}`];
  const narrowed = parts.filter(Boolean);
  return narrowed.length > 0 ? `Reuniones ${narrowed.join(", ")}` : "Todas las reuniones que puedes ver";
}

export default function AccountFeedsPage() {
  const found = useLoaderData<typeof loader>();
  if (found.leaving) return <RevokePage {...found.leaving} />;
  const { feeds, nodes, suggested, constraints } = found;
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
      {feeds.length < MAX_FEEDS && <NewFeedForm nodes={nodes} suggested={suggested} constraints={constraints} />}
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
