import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/components/meta.ts";
import { KIND_HINTS, WhatFields } from "#app/components/resource-form.tsx";
import { ResourceSteps } from "#app/components/resource-steps.tsx";
import { useSubmission } from "#app/components/submission.ts";
import { blankContent } from "#app/domain/resources/content.ts";
import { startResource } from "#app/domain/resources/drafting.server.ts";
import { formValues, WhatInput, whatPatch } from "#app/domain/resources/form.ts";
import { RESOURCE_KIND_KEYS, RESOURCE_KINDS } from "#app/domain/resources/resource.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Item, ItemList } from "#app/ui/card.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Form, SubmitBar } from "#app/ui/form.tsx";
import { Page } from "#app/ui/layout.tsx";
import { isId, newId } from "#db/ids.ts";
import { beginning, originOf } from "./beginning.server.ts";

export { repositorySheet as links } from "#app/components/sheets.ts";

export const meta = () => pageMeta("Compartir un recurso");

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, url }) => {
  const kind = RESOURCE_KIND_KEYS.find((key) => key === url.searchParams.get("tipo") && key !== "experience") ?? null;
  const origin = await originOf(ctx, url.searchParams.get("de"));
  const node = url.searchParams.get("nodo") ?? undefined;
  return {
    kind,
    node,
    origin: origin ? { slug: origin.slug, title: origin.title, kind: origin.kind } : null,
    id: newId(),
    values: kind ? formValues(blankContent(kind)) : {},
  };
});

export const action = actionWith({ who: "signed_in", input: WhatInput }, async ({ ctx, url, form, input }) => {
  const id = String(form.get("id") ?? "");
  const content = { ...(await beginning(ctx, url)), ...whatPatch(input) };
  const { slug } = await startResource(ctx, { id: isId(id) ? id : newId(), content });
  return redirectWithFlash(paths.resourceEdit(slug, "sobre"), "Quedó guardado como borrador: nadie más lo ve todavía.");
});

export default function NewResourcePage() {
  const page = useLoaderData<typeof loader>();
  return (
    <Page
      title={page.kind ? `Compartir: ${RESOURCE_KINDS[page.kind].toLowerCase()}` : "¿Qué quieres compartir?"}
      eyebrow={<a href={paths.resources()}>Repositorio</a>}
      lead={page.kind ? undefined : "Elige lo que más se parezca; después se puede cambiar."}
      width="narrow"
    >
      {page.origin && (
        <Notice kind="info" title={`Una adaptación de «${page.origin.title}»`}>
          <p>
            Quedará enlazada con <a href={paths.work(page.origin)}>el original</a>, y en su página se verá que salió de ahí.
          </p>
        </Notice>
      )}
      {page.kind ? <What page={page} kind={page.kind} /> : <Kinds page={page} />}
    </Page>
  );
}

function Kinds({ page }: { page: Loaded }) {
  const de = page.origin?.slug;
  const to = (kind: string) => (kind === "experience" ? paths.experienceNew({ nodo: page.node, de }) : paths.resourceNew({ tipo: kind, nodo: page.node, de }));
  const keys = ["experience" as const, ...RESOURCE_KIND_KEYS.filter((key) => key !== "experience")];
  return (
    <ItemList label="Tipos de recurso">
      {keys.map((key) => (
        <Item key={key} to={to(key)} title={RESOURCE_KINDS[key]}>
          <p className="hint">{KIND_HINTS[key]}</p>
        </Item>
      ))}
    </ItemList>
  );
}

function What({ page, kind }: { page: Loaded; kind: NonNullable<Loaded["kind"]> }) {
  const form = useSubmission({ ...page.values, id: page.id });
  const stored = Object.fromEntries([...Object.keys(page.values)].map((name) => [name, form.value(name)]));
  return (
    <>
      <ResourceSteps slug={null} step="que" />
      <Form errors={form.errors} values={stored}>
        <input type="hidden" name="id" value={form.value("id")} />
        <WhatFields kind={kind} form={form} changesKind={false} />
        <SubmitBar note="Nadie lo ve hasta que lo publiques.">
          <Button>Guardar y seguir</Button>
          <LinkButton to={paths.resourceNew({ nodo: page.node, de: page.origin?.slug })} kind="quiet">
            Elegir otro tipo
          </LinkButton>
        </SubmitBar>
      </Form>
    </>
  );
}
