import { useActionData, useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/components/meta.ts";
import { changePace, readDigestLink } from "#app/domain/digests/choices.server.ts";
import { PaceInput } from "#app/domain/digests/digest.ts";
import { invalid } from "#app/domain/errors.ts";
import type { DigestPace } from "#app/domain/threads/thread.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { Form, RadioGroup, SubmitBar } from "#app/ui/form.tsx";
import { Page } from "#app/ui/layout.tsx";

export const meta = () => [...pageMeta("Tu resumen"), { name: "robots", content: "noindex" }];

/** Shows, and only shows: mail scanners open every link. */
export const loader = loaderWith({ who: "anyone" }, async ({ ctx, params }) => {
  const { email, pace } = await readDigestLink(ctx, params.token ?? "");
  return { address: masked(email), pace };
});

const SAID: Record<DigestPace, string> = {
  daily: "Listo: te llegará cada mañana en que haya algo nuevo.",
  weekly: "Listo: te llegará los lunes.",
  never: "Listo: ya no te enviaremos el resumen.",
};

export const action = actionWith({ who: "anyone", allow: async ({ ctx, params }) => readDigestLink(ctx, params.token ?? ""), input: PaceInput }, async ({ ctx, input, params }) => {
  const token = params.token ?? "";
  if (input.digest) {
    await changePace(ctx, token, input.digest);
    return redirectWithFlash(paths.digestLink(token), SAID[input.digest]);
  }
  if (input["List-Unsubscribe"] !== "One-Click") throw invalid("digest", "choice");
  // The mail program's own button (RFC 8058): it wants an answer, not a redirect.
  await changePace(ctx, token, "never");
  return { errors: {} };
});

const PACES: { value: DigestPace; label: string; hint: string }[] = [
  { value: "daily", label: "Cada día", hint: "A las 9 de la mañana, solo si hay algo nuevo." },
  { value: "weekly", label: "Cada semana", hint: "Los lunes a las 9 de la mañana." },
  { value: "never", label: "Nunca", hint: "Lo que sigues, los anuncios y las invitaciones llegan igual." },
];

export default function DigestLink() {
  const { address, pace } = useLoaderData<typeof loader>();
  const errors = useActionData<{ errors?: Record<string, string[]> }>()?.errors;
  return (
    <Page title="¿Cada cuánto quieres el resumen?" lead={`Lo nuevo en tus nodos, en un solo correo a ${address}`} width="narrow">
      <Form errors={errors}>
        <RadioGroup legend="Enviarme el resumen" name="digest" value={pace} options={PACES} required />
        <SubmitBar>
          <Button>Guardar</Button>
        </SubmitBar>
      </Form>
      <p>
        Con tu cuenta puedes elegir además <a href={paths.accountNotices()}>qué recibes de cada nodo</a>.
      </p>
    </Page>
  );
}

/** A mail is often passed on: the page tells its owner which address it is, and nobody else the address. */
function masked(email: string): string {
  const [local = "", domain = ""] = email.split("@");
  return `${local.slice(0, 2)}…@${domain}`;
}
