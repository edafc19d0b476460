import { CONFLICT_KINDS, type ConflictKind } from "#app/domain/calls/call.ts";
import { counted } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import type { SeatPage } from "#app/routes/calls/seat-page.server.ts";
import { ButtonForm, LinkButton } from "#app/ui/button.tsx";
import { Badge, Item, ItemList } from "#app/ui/card.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Stack } from "#app/ui/layout.tsx";
import { Pagination } from "#app/ui/pagination.tsx";

interface Part {
  page: SeatPage;
}

/** What one has to assess, and how far one is. */
export function AssessList({ page }: Part) {
  const { toAssess, state, criteria, progress, call } = page;
  const { done } = progress;
  const next = state === "assessing" ? progress.next : null;
  return (
    <Stack gap="l">
      {toAssess.total === 0 ? (
        <Empty title="No hay postulaciones que te toque evaluar" icon="document" />
      ) : (
        <div className="assess-progress">
          <p>
            <strong>
              {done} de {counted(toAssess.total, "evaluación terminada", "evaluaciones terminadas")}
            </strong>
          </p>
          <progress value={done} max={toAssess.total} aria-label="Evaluaciones terminadas" />
          {next && (
            <LinkButton to={paths.applicationAssess(next.id)} kind="primary">
              {next.scored > 0 ? "Seguir" : done === 0 ? "Empezar" : "Evaluar la siguiente"}
            </LinkButton>
          )}
          {state === "assessing" && !next && <Notice kind="ok" title="Terminaste. Gracias por leer con cuidado." />}
        </div>
      )}
      {toAssess.total > 0 && (
        <ItemList label="Postulaciones que evalúas">
          {toAssess.rows.map((one) => (
            <Item
              key={one.id}
              title={
                <>
                  n.º {one.number ?? "–"}: {one.title}
                </>
              }
              to={paths.applicationAssess(one.id)}
              trail={
                one.done_at ? (
                  <Badge kind="positive">Terminada</Badge>
                ) : one.assessment_id ? (
                  <Badge kind="caution">{`Borrador: ${one.scored} de ${criteria.length}`}</Badge>
                ) : (
                  <Badge>Por leer</Badge>
                )
              }
            />
          ))}
        </ItemList>
      )}
      <Pagination page={toAssess.page} pages={toAssess.pages} href={(pagina) => paths.callAssess(call.slug, { pagina })} label="Páginas de postulaciones" />
      <OwnConflicts page={page} />
      <p className="hint">Hasta que se publiquen los resultados nadie más del jurado ve tus puntajes, ni tú los suyos. Quien postula nunca sabrá quién escribió cada comentario.</p>
    </Stack>
  );
}

function OwnConflicts({ page: { own, others, state, call } }: Part) {
  const all = own.length + others;
  const open = state === "assessing";
  if (all === 0 && !open) return null;
  return (
    <Disclosure summary={all === 0 ? "Mis conflictos de interés: ninguno" : `Mis conflictos de interés: ${all}`}>
      <Stack>
        {others > 0 && (
          <p>
            {counted(others, "postulación no te toca", "postulaciones no te tocan")}: es de tu establecimiento, participas en ella o lo anotó quien organiza. Si es un error,
            escríbele: solo quien organiza puede cambiarlo.
          </p>
        )}
        {own.length > 0 && (
          <ItemList label="Declaradas por ti" dense>
            {own.map((one) => (
              <Item
                key={one.id}
                title={`n.º ${one.number ?? "–"}`}
                meta={CONFLICT_KINDS[one.kind as ConflictKind]}
                trail={
                  open ? (
                    <ButtonForm size="small" kind="quiet" fields={{ act: "take_back", conflict_id: one.id }} label={`Retirar el conflicto con la n.º ${one.number ?? ""}`}>
                      Lo declaré por error
                    </ButtonForm>
                  ) : null
                }
              />
            ))}
          </ItemList>
        )}
        {open && (
          <p>
            <a href={paths.callAssess(call.slug, { declarar: "otra-vez" })}>Revisar mi declaración</a>
          </p>
        )}
      </Stack>
    </Disclosure>
  );
}
