import type { HeadersFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { EventWhen } from "#app/components/event-when.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { PassCard } from "#app/components/pass-card.tsx";
import { codeOpen, modesOf } from "#app/domain/attendance/attendance.ts";
import { placeInWords } from "#app/domain/events/event-rows.ts";
import { findEstablishmentById } from "#app/domain/places/establishments.repo.server.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Cluster, Page } from "#app/ui/layout.tsx";
import { passOf } from "./pass-access.server.ts";

export { workSheet as links } from "#app/components/sheets.ts";

export const meta = () => [...pageMeta("Tu entrada"), { name: "robots", content: "noindex, nofollow" }];

/** The address is a key: it is told to nobody. */
export const headers: HeadersFunction = () => ({ "Referrer-Policy": "same-origin", "X-Robots-Tag": "noindex, nofollow", "Cache-Control": "private, no-store" });

export const loader = loaderWith({ who: "anyone" }, async ({ ctx, params }) => {
  const { invitation, event, svg } = await passOf(ctx, params.token);
  const school = invitation.establishment_id ? await findEstablishmentById(ctx.db, invitation.establishment_id) : undefined;
  return {
    token: params.token ?? "",
    svg: svg(),
    name: invitation.name || invitation.email,
    school: school?.name ?? null,
    event: { ...event, author_name: null },
    place: placeInWords(event),
    inRoom: modesOf(event).includes("in_person"),
    open: codeOpen(event, ctx.now) === "open",
  };
});

export default function PassPage() {
  const { token, svg, name, school, event, place, inRoom, open } = useLoaderData<typeof loader>();
  return (
    <Page title="Tu entrada" eyebrow={<a href={paths.answerLink(token)}>{event.title}</a>} width="narrow">
      <PassCard svg={svg} name={name} school={school} title={event.title} when={<EventWhen event={event} />} place={place} />
      <p>
        {inRoom
          ? "Muestra este código en la puerta, en la pantalla del teléfono o impreso. Es solo para ti."
          : "Esta reunión es en línea: al entrar, escribe el código que aparece en la pantalla."}
      </p>
      <Cluster>
        {inRoom && (
          <LinkButton to={paths.passImage(token)} kind="secondary" icon="download" download="entrada.png">
            Guardar la imagen
          </LinkButton>
        )}
        {open && (
          <LinkButton to={paths.enterCodeByLink(token)} kind={inRoom ? "quiet" : "primary"} icon="check">
            Tengo el código de la pantalla
          </LinkButton>
        )}
      </Cluster>
    </Page>
  );
}
