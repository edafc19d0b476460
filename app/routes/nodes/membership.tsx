import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { JoinBox } from "#app/components/join-box.tsx";
import { LastCoordinator } from "#app/components/last-coordinator.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { NodeEyebrow } from "#app/components/node-tag.tsx";
import { useSubmission } from "#app/components/submission.ts";
import { DomainError } from "#app/domain/errors.ts";
import { type JoinOutcome, joinNode, leaveNode, withdrawFromNode } from "#app/domain/nodes/joining.server.ts";
import { isLastCoordinator } from "#app/domain/nodes/last-coordinator.server.ts";
import { findOpenMembership } from "#app/domain/nodes/memberships.repo.server.ts";
import { JoinInput, joinStep, standingOf } from "#app/domain/nodes/node.ts";
import { nodeBySlug } from "#app/domain/nodes/nodes.server.ts";
import { askForRelief } from "#app/domain/nodes/relief.server.ts";
import { findCoordinatorRole } from "#app/domain/nodes/roles.repo.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { constraintsOf } from "#app/http/form.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Confirm } from "#app/ui/dialog.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Form, SubmitBar, TextArea } from "#app/ui/form.tsx";
import { Page } from "#app/ui/layout.tsx";
import { nodeOfPage } from "./node-page.server.ts";

type Loaded = Awaited<ReturnType<typeof loader>>;

const MembershipInput = JoinInput.extend({ act: z.enum(["join", "leave", "withdraw", "relief"], "choice") });
const constraints = constraintsOf(JoinInput);

export const meta = ({ data }: { data: Loaded | undefined }) => (data ? pageMeta(`Tu lugar en ${data.node.name}`) : []);

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params, url }) => {
  const { node } = await nodeOfPage(ctx, params.slug ?? "", url);
  const coordinates = ctx.actor.coordinates.includes(node.id);
  const own = await findOpenMembership(ctx.db, node.id, ctx.actor.id);
  const { slug, name, summary, kind, colour, glyph, joining } = node;
  const last = coordinates && !ctx.actor.admin && (await isLastCoordinator(ctx.db, node, ctx.actor.id, ctx.now));
  return {
    node: { slug, name, summary, kind, colour, glyph, joining },
    step: joinStep(node, standingOf(own, coordinates)),
    coordinates,
    last,
    seat: last ? ((await findCoordinatorRole(ctx.db, node.id)) ?? null) : null,
    constraints,
  };
});

const SAID: Record<JoinOutcome, (name: string) => string> = {
  joined: (name) => `Ya eres parte de ${name}.`,
  already_member: (name) => `Ya eras parte de ${name}.`,
  requested: (name) => `Tu solicitud llegó a la coordinación de ${name}. Te avisaremos por correo cuando responda.`,
  already_requested: (name) => `Tu solicitud ya estaba en manos de la coordinación de ${name}.`,
};

export const action = actionWith({ who: "signed_in", input: MembershipInput }, async ({ ctx, params, input }) => {
  const slug = params.slug ?? "";
  const { name } = await nodeBySlug(ctx.db, slug);
  const back = paths.node(slug);
  if (input.act === "relief") {
    await askForRelief(ctx, slug);
    return redirectWithFlash(back, "Le escribimos a la administración. Mientras responde, sigues coordinando.");
  }
  if (input.act === "leave") {
    const { left } = await leaveOrSayWhyNot(ctx, slug);
    return redirectWithFlash(back, left ? `Saliste de ${name}. Puedes volver cuando quieras.` : `No eras parte de ${name}.`);
  }
  if (input.act === "withdraw") {
    await withdrawFromNode(ctx, slug);
    return redirectWithFlash(back, `Listo: no queda nada pendiente con ${name}.`);
  }
  return redirectWithFlash(back, SAID[await joinOrSayWhyNot(ctx, slug, input.message)](name));
});

/** The node may have changed its door since the page was drawn: that is told on the form, not by an error page. */
async function joinOrSayWhyNot(ctx: Parameters<typeof joinNode>[0], slug: string, message: string): Promise<JoinOutcome> {
  try {
    return await joinNode(ctx, slug, { message });
  } catch (error) {
    if (error instanceof DomainError && (error.reason === "by_invitation" || error.reason === "node_archived")) {
      throw new DomainError("invalid", { fields: { "": [error.reason] } });
    }
    throw error;
  }
}

/** Whoever coordinated beside them may have left since the page was drawn: the page says what can be done. */
async function leaveOrSayWhyNot(ctx: Parameters<typeof leaveNode>[0], slug: string): Promise<{ left: boolean }> {
  try {
    return await leaveNode(ctx, slug);
  } catch (error) {
    if (!(error instanceof DomainError) || error.reason !== "last_coordinator") throw error;
    throw redirectWithFlash(paths.nodeMembership(slug), { kind: "warn", text: "No saliste: eres ahora la única persona que coordina." });
  }
}

export default function MembershipPage() {
  const page = useLoaderData<typeof loader>();
  const { errors } = useSubmission();
  const { node, step } = page;
  if (page.last) return <LastCoordinator node={node} seat={page.seat} />;
  if (step === "leave" && Object.keys(errors).length === 0) return <Leave page={page} />;
  return (
    <Page title={`Tu lugar en ${node.name}`} eyebrow={<NodeEyebrow node={node} />} lead={node.summary} width="narrow">
      {step === "request" ? <Ask page={page} /> : <JoinBox node={node} step={step} />}
      {step === "archived" && <p>Este nodo está archivado: ya no recibe personas.</p>}
      <p>
        <LinkButton to={paths.node(node.slug)} kind="quiet">
          Volver a {node.name}
        </LinkButton>
      </p>
    </Page>
  );
}

interface Part {
  page: Loaded;
}

function Ask({ page: { constraints: limits } }: Part) {
  const { errors, value } = useSubmission();
  return (
    <Form errors={errors} constraints={limits}>
      <p>
        A este nodo se entra con una solicitud. Quien coordina verá tu nombre, tu correo, tu cargo, tu establecimiento y lo que escribas aquí. Te avisamos por correo cuando
        responda, y puedes retirar tu solicitud mientras tanto.
      </p>
      <input type="hidden" name="act" value="join" />
      <TextArea name="message" label="¿Por qué quieres entrar?" hint="Un par de líneas ayudan a quien te responde." optional value={value("message")} rows={4} />
      <SubmitBar>
        <Button>Enviar mi solicitud</Button>
      </SubmitBar>
    </Form>
  );
}

function Leave({ page: { node, coordinates } }: Part) {
  return (
    <Confirm title={`¿Salir de ${node.name}?`} confirmLabel="Salir del nodo" cancelTo={paths.node(node.slug)} cancelLabel="Quedarme" fields={{ act: "leave" }} danger>
      <p>
        Dejarás de recibir las invitaciones a sus reuniones nuevas. Las que ya tienes siguen en pie; los roles que tengas aquí terminan hoy.{" "}
        {node.joining === "open"
          ? "Puedes volver cuando quieras."
          : node.joining === "request"
            ? "Para volver habrá que pedirlo de nuevo."
            : "Para volver necesitarás otra invitación."}
      </p>
      {coordinates && (
        <Notice kind="warn" title="Dejarás de coordinarlo">
          <p>Tu rol de coordinación termina hoy, y con él lo que te permitía. Otras personas seguirán coordinando.</p>
        </Notice>
      )}
    </Confirm>
  );
}
