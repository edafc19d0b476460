import type { TrayRow, TrayView } from "#app/domain/replies/tray.repo.server.ts";
import type { Paged } from "#app/http/paging.ts";
import { shortDate, time } from "#app/i18n/dates.ts";
import { reasonWords, SAYS_WORDS, TRAY_VIEWS } from "#app/i18n/replies.ts";
import { Badge, type BadgeKind, Item, ItemList } from "#app/ui/card.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { Tabs } from "#app/ui/wayfinding.tsx";

type Listed = Paged<TrayRow> & { view: TrayView; counts: Record<TrayView, number> };

const VIEWS = Object.keys(TRAY_VIEWS) as TrayView[];

/** Which part of the tray an address names. */
export const viewFrom = (url: URL): TrayView => VIEWS.find((view) => view === VIEW_OF[url.searchParams.get("ver") ?? ""]) ?? "pending";

const VIEW_OF: Record<string, TrayView> = { revisados: "handled", rechazados: "refused", leidos: "read" };
const NAME_OF: Record<TrayView, string | undefined> = { pending: undefined, handled: "revisados", refused: "rechazados", read: "leidos" };

/** The messages of a tray, with where each part of it is. */
export function TrayList({ list, to, mailTo }: { list: Listed; to: (query: { ver?: string; pagina?: number }) => string; mailTo: (id: string) => string }) {
  const ver = NAME_OF[list.view];
  const open = (query: { ver?: string | undefined; pagina?: number }) =>
    to({ ...(query.ver ? { ver: query.ver } : {}), ...(query.pagina && query.pagina > 1 ? { pagina: query.pagina } : {}) });
  return (
    <>
      <Tabs
        label="Correos recibidos"
        tabs={VIEWS.map((view) => ({ to: open({ ver: NAME_OF[view] }), label: TRAY_VIEWS[view], current: view === list.view, count: list.counts[view] }))}
      />
      {list.rows.length === 0 ? (
        <Nothing view={list.view} />
      ) : (
        <ItemList label={TRAY_VIEWS[list.view]}>
          {list.rows.map((mail) => (
            <Item
              key={mail.id}
              to={mailTo(mail.id)}
              title={mail.subject || "(sin asunto)"}
              meta={
                <>
                  <span>{mail.from_name ? `${mail.from_name} (${mail.from_email})` : mail.from_email || "Sin remitente"}</span>
                  <time dateTime={mail.received_at}>
                    {shortDate(mail.received_at)}, {time(mail.received_at)}
                  </time>
                </>
              }
              trail={<Badge kind={toneOf(mail)}>{shortWords(mail)}</Badge>}
            />
          ))}
        </ItemList>
      )}
      <Pagination page={list.page} pages={list.pages} href={(pagina) => open({ ver, pagina })} />
    </>
  );
}

const toneOf = ({ state, handled_at }: TrayRow): BadgeKind =>
  state === "refused" ? "danger" : state === "taken" ? "positive" : state === "tray" && !handled_at ? "caution" : "neutral";

/** «Respondió: va» where it was understood, else why not. */
export function shortWords({ state, answer, reason, kind, thread_id }: Pick<TrayRow, "state" | "answer" | "reason" | "kind" | "thread_id">): string {
  if (state === "taken" && kind === "bounce") return "Correo devuelto";
  if (state === "taken" && answer) return `Respondió: ${SAYS_WORDS[answer] ?? ""}`;
  if (state === "taken" && thread_id) return "Publicado";
  return reasonWords(reason, thread_id !== null).short;
}

const NOTHING: Record<TrayView, { title: string; text: string }> = {
  pending: { title: "No hay correos por revisar", text: "Las respuestas que llegan desde un calendario se anotan solas. Aquí verás solo las que no pudimos entender." },
  handled: { title: "Aún no se ha revisado ninguno", text: "Los correos que anotes o descartes quedan aquí, y se pueden volver a abrir." },
  refused: { title: "No se ha rechazado ningún correo", text: "Un correo se rechaza cuando dice venir de alguien y no es así." },
  read: { title: "Todavía no llega ninguna respuesta por correo", text: "Quien responde desde su calendario aparece aquí, con lo que dijo." },
};

function Nothing({ view }: { view: TrayView }) {
  return (
    <Empty title={NOTHING[view].title} icon="mail">
      <p>{NOTHING[view].text}</p>
    </Empty>
  );
}
