import { useLoaderData } from "@remix-run/react";
import { CircleFrame } from "#app/components/circle-frame.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { useSubmission } from "#app/components/submission.ts";
import { TensionFields } from "#app/components/tension-fields.tsx";
import { TensionItem } from "#app/components/tension-item.tsx";
import { canEdit, canRaise, canSettle } from "#app/domain/tensions/tension.policy.ts";
import { TensionForm } from "#app/domain/tensions/tension.ts";
import { listComingMeetings, listTensions } from "#app/domain/tensions/tensions.repo.server.ts";
import { editTension, raiseOwn, settleTension, takeToMeeting } from "#app/domain/tensions/tensions.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { paged, pageFrom } from "#app/http/paging.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { longDate, shortDate } from "#app/i18n/dates.ts";
import { isZone, MAIN_ZONE } from "#app/i18n/zones.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Form, SubmitBar } from "#app/ui/form.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { newId } from "#db/ids.ts";
import { circleInside } from "../circles/circle-access.server.ts";

export { circleSheet as links } from "#app/components/sheets.ts";

export const meta = () => pageMeta("Tensiones del círculo");

const SIZE = 20;

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params, url }) => {
  const { circle, frame } = await circleInside(ctx, params.id);
  const page = pageFrom(url);
  const [{ rows, total, open }, meetings] = [await listTensions(ctx.db, circle.id, { page, size: SIZE }), await listComingMeetings(ctx.db, circle.id, ctx.now)];
  const zoneOf = (zone: string | null) => (isZone(zone ?? "") ? (zone as typeof MAIN_ZONE) : MAIN_ZONE);
  const shown = rows.map((row) => ({
    id: row.id,
    source: row.source,
    title: row.title,
    situation: row.situation,
    effect: row.effect,
    need: row.need,
    raised_by: row.raised_by_name,
    raised_on: longDate(row.raised_at),
    settled_on: row.settled_at && longDate(row.settled_at),
    settled_by: row.settled_by_name,
    settled_note: row.settled_note,
    meeting: row.event_id && row.meeting ? { id: row.event_id, title: row.meeting, day: longDate(row.meeting_starts_at ?? ctx.now, zoneOf(row.meeting_zone)) } : null,
    process: row.process_id && row.process_title ? { id: row.process_id, title: row.process_title, over: row.process_outcome !== null } : null,
    role: row.role_id && row.role_name ? { id: row.role_id, name: row.role_name } : null,
    agreement: row.agreement_id && row.agreement_title ? { id: row.agreement_id, title: row.agreement_title, number: row.agreement_number } : null,
    can: { edit: canEdit(ctx.actor, row) && !frame.closed, settle: canSettle(ctx.actor, row, circle) && !frame.closed, propose: frame.speaks && !frame.closed, take: frame.runs },
  }));
  const coming = meetings.map(({ id, title, starts_at, zone }) => ({ value: id, label: `${title}, ${shortDate(starts_at, zoneOf(zone))}` }));
  return { frame, open, list: paged(shown, total, page, SIZE), meetings: coming, mayRaise: canRaise(ctx.actor, circle) && !frame.closed, newId: newId() };
});

const DONE: Record<TensionForm["intent"], string> = {
  raise: "Anotada. El círculo la verá aquí; puedes hacer una propuesta o llevarla a una reunión.",
  edit: "Guardado.",
  settle: "Quedó resuelta.",
  take: "Quedó en la agenda de la reunión.",
};

export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => circleInside(ctx, params.id), input: TensionForm }, async ({ ctx, params, input }) => {
  const circleId = params.id ?? "";
  const { intent, tension_id: id } = input;
  if (intent === "take") await takeToMeeting(ctx, circleId, id, input.event_id);
  else if (intent === "settle") await settleTension(ctx, circleId, id, input.note);
  else {
    const { situation, effect, need } = input;
    await (intent === "edit" ? editTension : raiseOwn)(ctx, circleId, id, { situation, effect, need });
  }
  return redirectWithFlash(paths.tensions(circleId), DONE[intent]);
});

export default function TensionsPage() {
  const { frame, open, list, meetings, mayRaise, newId } = useLoaderData<typeof loader>();
  const form = useSubmission();
  const raising = form.value("intent") === "raise";
  return (
    <CircleFrame
      circle={frame}
      tab="tensions"
      title="Tensiones"
      lead="Lo que alguien siente que el círculo debería atender: algo que falta, que molesta o que se podría aprovechar. Anotarlo es el primer paso."
    >
      {list.total === 0 && (
        <Empty title="Todavía no hay tensiones anotadas" icon="bell">
          <p>
            Una tensión no es una queja: es la diferencia entre cómo están las cosas y cómo podrían estar. Anotarla toma un minuto y el círculo la ve antes de su próxima reunión.
          </p>
        </Empty>
      )}
      {mayRaise && (
        <Disclosure summary="Anotar una tensión" open={raising || list.total === 0} id="anotar">
          <Form errors={raising ? form.errors : {}}>
            <input type="hidden" name="intent" value="raise" />
            <input type="hidden" name="tension_id" value={(raising && form.value("tension_id")) || newId} />
            <TensionFields values={raising ? { situation: form.value("situation"), effect: form.value("effect"), need: form.value("need") } : null} />
            <SubmitBar>
              <Button>Anotar</Button>
            </SubmitBar>
          </Form>
        </Disclosure>
      )}
      {list.total > 0 && (
        <p className="hint">
          {open === 0 ? "Ninguna espera: todas están resueltas." : open === 1 ? "Una espera que el círculo la atienda." : `${open} esperan que el círculo las atienda.`}
        </p>
      )}
      <ul className="tensions">
        {list.rows.map((tension) => (
          <TensionItem key={tension.id} circleId={frame.id} tension={tension} meetings={meetings} />
        ))}
      </ul>
      <Pagination page={list.page} pages={list.pages} href={(pagina) => paths.tensions(frame.id, { pagina })} />
    </CircleFrame>
  );
}
