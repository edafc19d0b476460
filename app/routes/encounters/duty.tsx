import type { HeadersFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/components/meta.ts";
import { decideByLink, readDuty } from "#app/domain/encounters/duties.server.ts";
import { DutyDecision, dutyState } from "#app/domain/encounters/encounter.ts";
import { isDomainError } from "#app/domain/errors.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { DUTY_LABELS } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { ButtonForm } from "#app/ui/button.tsx";
import { Facts } from "#app/ui/card.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Cluster, Page } from "#app/ui/layout.tsx";

export { workSheet as links } from "#app/components/sheets.ts";

export const meta = () => [...pageMeta("Te piden una mano"), { name: "robots", content: "noindex, nofollow" }];

/** The address is a key. Not `no-referrer`, with which browsers hide the Origin of our own form too. */
export const headers: HeadersFunction = () => ({ "Referrer-Policy": "same-origin", "X-Robots-Tag": "noindex, nofollow", "Cache-Control": "private, no-store" });

/** Shows, and only shows: mail scanners open every link. */
export const loader = loaderWith({ who: "anyone" }, async ({ ctx, params }) => {
  const { duty, title, when, place, over, asker } = await readDuty(ctx, params.token ?? "");
  const { one, hint } = DUTY_LABELS[duty.duty] ?? { one: "", hint: "" };
  const plan = ctx.actor?.id === duty.person_id && ctx.actor && !over && dutyState(duty) !== "declined" ? paths.eventPlan(duty.event_id) : null;
  return { label: one, hint, name: duty.name, state: dutyState(duty), title, when, place, over, asker, plan };
});

export const action = actionWith({ who: "anyone", input: DutyDecision }, async ({ ctx, params, input }) => {
  const back = paths.dutyLink(params.token ?? "");
  try {
    await decideByLink(ctx, params.token ?? "", input.decision);
  } catch (error) {
    if (isDomainError(error) && error.code === "gone") return redirectWithFlash(back, { kind: "warn", text: "Ya no hace falta responder." });
    throw error;
  }
  return redirectWithFlash(back, input.decision === "accept" ? "¡Gracias! Quedaste a cargo." : "Gracias por avisar. Se lo decimos a quien te lo pidió.");
});

export default function DutyPage() {
  const { label, hint, name, state, title, when, place, over, asker, plan } = useLoaderData<typeof loader>();
  return (
    <Page title={`¿Te encargas de ${label.toLowerCase()}?`} eyebrow={title} lead={hint} width="narrow">
      <Facts
        layout="stacked"
        facts={[
          { term: "Cuándo", icon: "clock", detail: when },
          ...(place ? [{ term: "Dónde", icon: "pin" as const, detail: place }] : []),
          ...(asker ? [{ term: "Te lo pide", icon: "person" as const, detail: asker }] : []),
        ]}
      />
      {over && (
        <Notice kind="info" title="Ya no hace falta responder">
          <p>La reunión ya pasó, se canceló, o se lo pidieron a otra persona. Gracias de todos modos.</p>
        </Notice>
      )}
      {!over && (
        <>
          <p>
            Para <strong>{name}</strong>.{" "}
            {state === "accepted"
              ? "Dijiste que sí. Si ya no puedes, avísanos aquí."
              : state === "declined"
                ? "Dijiste que no puedes. Si cambió, todavía puedes aceptar."
                : "No necesitas cuenta ni clave."}
          </p>
          <Cluster>
            {state !== "accepted" && (
              <ButtonForm kind="primary" icon="check" name="decision" value="accept">
                Sí, me encargo
              </ButtonForm>
            )}
            {state !== "declined" && (
              <ButtonForm kind="secondary" name="decision" value="decline">
                {state === "accepted" ? "Ya no puedo" : "No puedo"}
              </ButtonForm>
            )}
          </Cluster>
        </>
      )}
      {plan && (
        <p>
          <a href={plan}>Ver el plan completo</a>
        </p>
      )}
      <p className="hint">Este enlace es solo para ti: no lo compartas.</p>
    </Page>
  );
}
