import { useLoaderData } from "@remix-run/react";
import { CircleFrame } from "#app/components/circle-frame.tsx";
import { LogbookView } from "#app/components/logbook-view.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { MinutesAgreements } from "#app/components/minutes-agreements.tsx";
import { stateOf } from "#app/domain/agreements/agreement.ts";
import { notFound } from "#app/domain/errors.ts";
import { canKeepLogbook } from "#app/domain/logbook/logbook.policy.ts";
import { listMinutesAgreements } from "#app/domain/logbook/minutes-agreements.repo.server.ts";
import { paged, pageFrom } from "#app/http/paging.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { isoDate, shortDate } from "#app/i18n/dates.ts";
import { LOGBOOK_READERS } from "#app/i18n/logbook.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Tag } from "#app/ui/card.tsx";
import { Cluster } from "#app/ui/layout.tsx";
import { circleOfPage } from "../circles/circle-access.server.ts";
import { logbookList } from "./logbook-page.server.ts";

export { circleSheet as links } from "#app/components/sheets.ts";

type Loaded = Awaited<ReturnType<typeof loader>>;

export const meta = ({ data }: { data: Loaded | undefined }) => (data ? pageMeta(`Bitácora de ${data.frame.name}`) : []);

const PAGE = 20;

/** Whoever may not read it: it is not there. */
export const loader = loaderWith({ who: "anyone", keep: true }, async ({ ctx, params, url }) => {
  const { circle, frame } = await circleOfPage(ctx, params.id);
  if (!frame.readsLogbook) throw notFound();
  const { db, actor, now } = ctx;
  const ofMinutes = url.searchParams.get("ver") === "actas" && actor !== null;
  const page = ofMinutes ? pageFrom(url) : 1;
  const tasks = await listMinutesAgreements(db, actor, circle.id, { now, page, size: ofMinutes ? PAGE : 1 });
  const today = isoDate(now);
  return {
    frame,
    readers: circle.logbook,
    keeps: canKeepLogbook(actor, circle),
    tasks: tasks.total,
    minutes: ofMinutes
      ? paged(
          tasks.rows.map((row) => ({ ...row, state: stateOf(row, today), due: row.due_on ? shortDate(row.due_on) : null, when: shortDate(row.starts_at) })),
          tasks.total,
          page,
          PAGE,
        )
      : null,
    logbook: ofMinutes ? null : await logbookList(ctx, url, { circleId: circle.id }),
  };
});

export default function CircleLogbookPage() {
  const { frame, logbook, minutes, tasks, keeps, readers } = useLoaderData<typeof loader>();
  return (
    <CircleFrame
      circle={frame}
      tab="logbook"
      title="Bitácora"
      lead={`Lo que el círculo ha acordado, con quién responde y cuándo se revisa. ${LOGBOOK_READERS[readers] ?? ""}`}
      actions={
        keeps && (
          <LinkButton to={paths.circleAgreementNew(frame.id)} icon="plus">
            Anotar un acuerdo
          </LinkButton>
        )
      }
    >
      {(tasks > 0 || minutes) && (
        <nav aria-label="Qué acuerdos">
          <Cluster>
            <Tag to={paths.circleLogbook(frame.id)} current={minutes === null}>
              Acuerdos del círculo
            </Tag>
            <Tag to={paths.circleLogbook(frame.id, { ver: "actas" })} current={minutes !== null}>
              Acuerdos de actas ({tasks})
            </Tag>
          </Cluster>
        </nav>
      )}
      {minutes && <MinutesAgreements list={minutes} to={(pagina) => paths.circleLogbook(frame.id, { ver: "actas", pagina })} />}
      {logbook && (
        <LogbookView
          logbook={logbook}
          to={(query) => paths.circleLogbook(frame.id, query)}
          file={(format, query) => paths.circleLogbookFile(frame.id, format, query)}
          nothing="Aquí quedará cada acuerdo del círculo: qué se decidió, por qué, quién responde y cuándo se revisa. Así nadie tiene que acordarse de memoria."
        />
      )}
    </CircleFrame>
  );
}
