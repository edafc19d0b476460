import { useLoaderData } from "@remix-run/react";
import { InvestitureSheet } from "#app/components/investiture-sheet.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { NodeTag } from "#app/components/node-tag.tsx";
import { notFound } from "#app/domain/errors.ts";
import { nameFor } from "#app/domain/investitures/investiture.ts";
import { findInvestiture, listInvested } from "#app/domain/investitures/investitures.repo.server.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { longDate } from "#app/i18n/dates.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Page } from "#app/ui/layout.tsx";

type Loaded = Awaited<ReturnType<typeof loader>>;

export { circleSheet as links } from "#app/components/sheets.ts";

export const meta = ({ data: page }: { data: Loaded | undefined }) => (page ? pageMeta(page.title, `${page.circle.name} presenta a quienes asumieron sus roles.`) : []);

export const loader = loaderWith({ who: "anyone", keep: true }, async ({ ctx, params }) => {
  const found = await findInvestiture(ctx.db, params.id ?? "");
  if (!found) throw notFound();
  const signedIn = ctx.actor !== null;
  const invested = (await listInvested(ctx.db, found.id)).map(({ term_id, role, purpose, since, ends_at, school, organisation, ...holder }) => {
    const name = nameFor(signedIn, holder);
    return { term_id, role, purpose, since, ends_at, name, from: name === null ? "" : (school ?? organisation) };
  });
  const { node_slug, node_name, node_colour, node_glyph, title, message_html, published_at } = found;
  return {
    title,
    message_html,
    published_at,
    invested,
    signedIn,
    id: found.id,
    circle: { id: found.circle_id, name: found.circle_name, purpose: found.circle_purpose },
    node: node_slug !== null && node_name !== null ? { slug: node_slug, name: node_name, colour: node_colour ?? 1, glyph: node_glyph ?? "" } : null,
  };
});

export default function InvestiturePage() {
  const { title, message_html, published_at, invested, circle, node, signedIn, id } = useLoaderData<typeof loader>();
  const hidden = !signedIn && invested.some(({ name }) => name === null);
  return (
    <Page
      title={title}
      eyebrow={node ? <NodeTag node={node} /> : <a href={paths.circles()}>Círculos de la red</a>}
      lead={
        <>
          <a href={paths.circle(circle.id)}>{circle.name}</a> presenta a {invested.length === 1 ? "quien asumió uno de sus roles" : "quienes asumieron sus roles"}.
        </>
      }
      width="narrow"
    >
      <p className="invested-purpose">{circle.purpose}</p>
      <InvestitureSheet message_html={message_html} invested={invested} />
      <p className="hint">Publicada el {longDate(published_at)}.</p>
      {hidden && (
        <p className="no-print">
          <LinkButton to={paths.signIn(paths.investiture(id))}>Entrar para ver los nombres</LinkButton>
        </p>
      )}
    </Page>
  );
}
