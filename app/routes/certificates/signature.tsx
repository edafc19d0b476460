import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { AccountTabs } from "#app/components/account-tabs.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { useSubmission } from "#app/components/submission.ts";
import { findSignatureOf } from "#app/domain/certificates/certificates.repo.server.ts";
import { dropSignature, saveSignature } from "#app/domain/certificates/certificates.server.ts";
import { invalid } from "#app/domain/errors.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { Button, ButtonForm } from "#app/ui/button.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { FileField, Form, SubmitBar } from "#app/ui/form.tsx";
import { Page } from "#app/ui/layout.tsx";

export const meta = () => pageMeta("Tu firma");

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx }) => {
  const row = await findSignatureOf(ctx.db, ctx.actor.id);
  return { email: ctx.actor.email, name: ctx.actor.name, image: row && `data:${row.media_type};base64,${row.image}` };
});

const Input = z.object({ signature: z.instanceof(File, { message: "file_required" }) });

export const action = actionWith({ who: "signed_in" }, async ({ ctx, form }) => {
  if (form.get("intent") === "drop") {
    await dropSignature(ctx);
    return redirectWithFlash(paths.accountSignature(), "Quitamos tu firma. Los certificados ya emitidos la conservan.");
  }
  const parsed = parseForm(form, Input);
  if (!parsed.ok || parsed.value.signature.size === 0) throw invalid("signature", "file_required");
  await saveSignature(ctx, Buffer.from(await parsed.value.signature.arrayBuffer()));
  return redirectWithFlash(paths.accountSignature(), "Guardamos tu firma.");
});

export default function SignaturePage() {
  const { email, name, image } = useLoaderData<typeof loader>();
  const { errors } = useSubmission();
  return (
    <Page title="Tu cuenta" width="narrow" lead={email}>
      <AccountTabs current="certificates" />
      <h2>Tu firma</h2>
      <p>Va en los certificados que emitas tú, y en ningún otro. Nadie más puede usarla.</p>
      {image ? (
        <figure className="signature">
          <img src={image} alt={`Firma de ${name}`} />
          <ButtonForm kind="quiet" size="small" name="intent" value="drop">
            Quitar mi firma
          </ButtonForm>
        </figure>
      ) : (
        <Empty title="Aún no has subido una" icon="edit">
          <p>Firma en una hoja blanca, sácale una foto y recórtala. Sin ella, los certificados llevan solo tu nombre y tu rol.</p>
        </Empty>
      )}
      <Form errors={errors} encType="multipart/form-data">
        <FileField
          label={image ? "Otra imagen" : "Imagen de tu firma"}
          name="signature"
          accept="image/png,image/jpeg"
          hint="PNG o JPG, hasta 300 KB. Se ve mejor con fondo blanco o transparente."
          required
        />
        <SubmitBar>
          <Button icon="upload">Guardar</Button>
        </SubmitBar>
      </Form>
    </Page>
  );
}
