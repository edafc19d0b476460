import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { AdminTabs } from "#app/components/admin-tabs.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { RightsBoxes } from "#app/components/role-rights.tsx";
import { countHoldersByRow, listRightChanges, listRights } from "#app/domain/circles/role-rights.repo.server.ts";
import { changeRights } from "#app/domain/circles/role-rights.server.ts";
import { boxOf, changesTo, leftToNobody, type RightChange, readChanges, writeChanges } from "#app/domain/circles/role-rights.ts";
import { type Right, ROLE_KEYS, type RoleKey } from "#app/domain/rights.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { paged, pageFrom } from "#app/http/paging.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { longDateTime } from "#app/i18n/dates.ts";
import { counted } from "#app/i18n/labels.ts";
import { RIGHT_WORDS, ROLE_KEY_LABELS } from "#app/i18n/rights-words.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { Confirm } from "#app/ui/dialog.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { SubmitBar } from "#app/ui/form.tsx";
import { Page, Section } from "#app/ui/layout.tsx";
import { Pagination } from "#app/ui/pagination.tsx";

export { circleSheet as links } from "#app/components/sheets.ts";

type Loaded = Awaited<ReturnType<typeof loader>>;

export const meta = () => pageMeta("Permisos de los roles");

const PAGE_SIZE = 20;

export const loader = loaderWith({ who: "admin" }, async ({ ctx, url }) => {
  const page = pageFrom(url);
  const table = await listRights(ctx.db);
  const { rows, total } = await listRightChanges(ctx.db, { page, size: PAGE_SIZE });
  return {
    ticked: ROLE_KEYS.flatMap((key) => table[key].map((right) => boxOf(key, right))),
    changes: paged(
      rows.map(({ id, what, role_key, right, at, by }) => ({ id: `${id}:${what}`, said: sentence(role_key as RoleKey, right as Right, what === "granted"), at, by })),
      total,
      page,
      PAGE_SIZE,
    ),
  };
});

const sentence = (key: RoleKey, right: Right, gives: boolean): string => `${ROLE_KEY_LABELS[key]}: ${gives ? "se agregó" : "se quitó"} «${RIGHT_WORDS[right].label}»`;

/** First what would change is shown; only what was shown is then saved. */
export const action = actionWith({ who: "admin" }, async ({ ctx, form }) => {
  const back = paths.adminRights();
  if (form.has("changes")) {
    const { changed } = await changeRights(ctx, readChanges(String(form.get("changes"))));
    return redirectWithFlash(back, changed > 0 ? "Guardado. Vale desde ahora para quienes tienen esos roles." : "Eso ya estaba así: no cambiamos nada.");
  }
  const table = await listRights(ctx.db);
  const changes = changesTo(new Set(form.getAll("box").map(String)), table);
  if (changes.length === 0) return redirectWithFlash(back, "No marcaste ningún cambio.");
  const holders = await countHoldersByRow(ctx.db, ctx.now);
  return data({ changes, holders, nobody: leftToNobody(changes, table) });
});

type Review = { changes: RightChange[]; holders: Record<string, number>; nobody: Right[] };

export default function RightsPage() {
  const page = useLoaderData<typeof loader>();
  const review = useActionData() as Review | undefined;
  if (review?.changes) return <ReviewChanges review={review} />;
  return (
    <Page title="Permisos de los roles" lead="Qué puede hacer en la red quien tiene cada rol de un círculo. Empieza y termina con su período.">
      <AdminTabs current="rights" />
      <form method="post" className="form rights-form">
        <RightsBoxes ticked={new Set(page.ticked)} />
        <p className="hint">
          «Otros roles» son los que cada círculo crea por su cuenta y a los que la administración les dio permisos. Un nodo sin círculo usa la fila de «Coordinador/a». La
          administración puede hacer todo siempre, y no depende de esta tabla.
        </p>
        <SubmitBar>
          <Button>Revisar los cambios</Button>
        </SubmitBar>
      </form>
      <History page={page} />
    </Page>
  );
}

function ReviewChanges({ review: { changes, holders, nobody } }: { review: Review }) {
  return (
    <Confirm
      title="¿Guardar estos cambios?"
      confirmLabel="Guardar los cambios"
      cancelTo={paths.adminRights()}
      action={paths.adminRights()}
      fields={{ changes: writeChanges(changes) }}
    >
      {ROLE_KEYS.filter((key) => changes.some((change) => change.key === key)).map((key) => (
        <RowChanges key={key} roleKey={key} changes={changes.filter((change) => change.key === key)} people={holders[key] ?? 0} />
      ))}
      {nobody.length > 0 && (
        <Notice kind="warn" title="Nadie más que la administración podría hacer esto">
          <ul>
            {nobody.map((right) => (
              <li key={right}>{RIGHT_WORDS[right].label}</li>
            ))}
          </ul>
        </Notice>
      )}
    </Confirm>
  );
}

function RowChanges({ roleKey, changes, people }: { roleKey: RoleKey; changes: RightChange[]; people: number }) {
  return (
    <>
      <h2>{ROLE_KEY_LABELS[roleKey]}</h2>
      <ul>
        {changes.map(({ right, gives }) => (
          <li key={right}>
            {gives ? "Podrá" : "Ya no podrá"}: {RIGHT_WORDS[right].label.toLowerCase()}.
          </li>
        ))}
      </ul>
      <p className="hint">
        {people === 0 ? "Hoy nadie tiene este rol." : `Vale de inmediato para ${counted(people, "persona que hoy tiene", "personas que hoy tienen")} este rol.`}
      </p>
    </>
  );
}

function History({ page: { changes } }: { page: Loaded }) {
  return (
    <Section title="Quién cambió qué" id="cambios">
      {changes.rows.length === 0 ? (
        <p>Nadie ha cambiado la tabla: está como partió la red.</p>
      ) : (
        <ul className="versions">
          {changes.rows.map((change) => (
            <li key={change.id}>
              {change.said}
              <p className="hint">{[longDateTime(change.at), change.by].filter(Boolean).join(" · ")}</p>
            </li>
          ))}
        </ul>
      )}
      <Pagination page={changes.page} pages={changes.pages} href={(pagina) => `${paths.adminRights()}?pagina=${pagina}`} />
    </Section>
  );
}
