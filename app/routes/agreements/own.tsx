import { useLoaderData } from "@remix-run/react";
import { AccountTabs } from "#app/components/account-tabs.tsx";
import { AgreementForm } from "#app/components/agreement-form.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { SaidInput, stateOf } from "#app/domain/agreements/agreement.ts";
import { listOpenOfNodes, listOwnAgreements } from "#app/domain/agreements/agreements.repo.server.ts";
import { say } from "#app/domain/agreements/agreements.server.ts";
import { nodesWith } from "#app/domain/rights.ts";
import { idFrom } from "#app/http/asked.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { paged, pageFrom } from "#app/http/paging.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { isoDate, longDate } from "#app/i18n/dates.ts";
import { paths } from "#app/paths.ts";
import { Badge } from "#app/ui/card.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Page, Section } from "#app/ui/layout.tsx";
import { Pagination } from "#app/ui/pagination.tsx";

export const meta = () => pageMeta("Tus acuerdos");

const PAGE_SIZE = 20;
/** Of the nodes whose minutes one keeps. */
const OTHERS = 50;

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, url }) => {
  const page = pageFrom(url);
  const { rows, total } = await listOwnAgreements(ctx.db, ctx.actor, { page, size: PAGE_SIZE });
  const shown = rows.map((row) => ({
    id: row.id,
    what: row.what,
    meeting: row.meeting,
    event_id: row.event_id,
    due: row.due_on && longDate(row.due_on),
    state: stateOf(row, isoDate(ctx.now)),
    comment: row.comment ?? "",
  }));
  const others = page > 1 ? [] : (await listOpenOfNodes(ctx.db, nodesWith(ctx.actor, "keep_minutes"), OTHERS)).filter((row) => row.owner_person_id !== ctx.actor.id);
  const today = isoDate(ctx.now);
  return {
    email: ctx.actor.email,
    others: others.map((row) => ({
      id: row.id,
      event_id: row.event_id,
      what: row.what,
      owner: row.owner,
      meeting: row.meeting,
      due: row.due_on && longDate(row.due_on),
      late: stateOf(row, today) === "late",
    })),
    list: paged(shown, total, page, PAGE_SIZE),
  };
});

export const action = actionWith({ who: "signed_in", input: SaidInput }, async ({ ctx, form, input }) => {
  await say(ctx, idFrom(form, "agreement_id"), input);
  return redirectWithFlash(paths.accountAgreements(), input.intent === "done" ? "¡Bien! Quedó marcado como hecho." : "Guardado.");
});

export default function OwnAgreementsPage() {
  const { email, list, others } = useLoaderData<typeof loader>();
  return (
    <Page title="Tu cuenta" width="narrow" lead={email}>
      <AccountTabs current="agreements" />
      {list.rows.length === 0 ? (
        <Empty title="No tienes acuerdos a tu cargo" icon="check">
          <p>Cuando en una reunión te hagas cargo de algo, quedará aquí con su fecha, y te lo recordaremos por correo.</p>
        </Empty>
      ) : (
        <ul className="agreements">
          {list.rows.map(({ id, what, meeting, event_id, due, state, comment }) => (
            <li key={id}>
              <p className="agreement-what">
                {what} {state === "done" ? <Badge kind="positive">Hecho</Badge> : state === "late" ? <Badge kind="danger">Atrasado</Badge> : null}
              </p>
              <p className="hint">
                <a href={paths.event(event_id)}>{meeting}</a>
                {due && `, hasta el ${due}`}
              </p>
              <Disclosure
                summary={
                  <span>
                    {state === "done" ? "Cambiar" : "Marcar o comentar"}
                    <span className="visually-hidden">: {what}</span>
                  </span>
                }
              >
                <AgreementForm id={id} done={state === "done"} comment={comment} />
              </Disclosure>
            </li>
          ))}
        </ul>
      )}
      <Pagination page={list.page} pages={list.pages} href={(pagina) => paths.accountAgreements({ pagina })} />
      {others.length > 0 && (
        <Section title="Pendientes en tus nodos" id="pendientes">
          <ul className="agreements">
            {others.map(({ id, event_id, what, owner, meeting, due, late }) => (
              <li key={id}>
                <p className="agreement-what">
                  {what} {late && <Badge kind="danger">Atrasado</Badge>}
                </p>
                <p className="hint">
                  {[owner || "Sin responsable", due && `hasta el ${due}`].filter(Boolean).join(", ")}. <a href={paths.eventMinutes(event_id)}>Acta de {meeting}</a>
                </p>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Page>
  );
}
