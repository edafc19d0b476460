/** The wrappers of every loader and action: who may come, what comes in, which error becomes which status. */
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import type { z } from "zod";
import type { Actor, Ctx } from "#app/domain/context.ts";
import { type DomainError, isDomainError } from "#app/domain/errors.ts";
import { paths } from "#app/paths.ts";
import { requestCtx } from "./app.server.ts";
import { parseForm, type Submission, sentences, typedValues } from "./form.server.ts";

/** anyone: visitors too. signed_in: visitors are sent to sign in. admin: to all others it does not exist (404). */
type Who = "anyone" | "signed_in" | "admin";

type ActorOf<W extends Who> = W extends "anyone" ? Actor | null : Actor;

interface Args<W extends Who> {
  ctx: Ctx & { actor: ActorOf<W> };
  params: Record<string, string>;
  url: URL;
  request: Request;
  ip: string;
}

/** `keep`: for a visitor the page is the same for all, so its bytes may be kept until something public changes. */
export function loaderWith<W extends Who, T>(options: { who: W; keep?: boolean }, load: (args: Args<W>) => Promise<T>) {
  return async ({ request, params, context }: LoaderFunctionArgs): Promise<T> => {
    const ctx = await requestCtx(context);
    const url = new URL(request.url);
    try {
      admit(options.who, ctx.actor);
      const result = await load({ ctx: ctx as Args<W>["ctx"], params: params as Record<string, string>, url, request, ip: context.ip });
      if (options.keep && !ctx.actor) context.keep.public = true;
      return result;
    } catch (error) {
      throw asResponse(error, url);
    }
  };
}

interface ActionArgs<W extends Who, I> extends Args<W> {
  form: FormData;
  input: I;
}

/**
 * An action. `allow` throws for who may not (before the form is read, so that they get a 403 or 404, not advice on filling it in). With `input` the form is read by that schema first (422 with messages and typed values when refused);
 * a DomainError "invalid" thrown inside comes back to the page in the same way.
 */
export function actionWith<W extends Who, R, S extends z.ZodType = z.ZodUndefined>(
  options: { who: W; allow?: (args: Pick<Args<W>, "ctx" | "params">) => Promise<unknown>; input?: S },
  act: (args: ActionArgs<W, z.output<S>>) => Promise<R>,
) {
  return async ({ request, params, context }: ActionFunctionArgs): Promise<R> => {
    const ctx = await requestCtx(context);
    const url = new URL(request.url);
    let form: FormData | undefined;
    try {
      admit(options.who, ctx.actor);
      await options.allow?.({ ctx: ctx as Args<W>["ctx"], params: params as Record<string, string> });
      form = await readForm(request);
      const parsed = options.input ? parseForm(form, options.input) : { ok: true as const, value: undefined };
      if (!parsed.ok) return data(parsed.submission, { status: 422 }) as R;
      return await act({ ctx: ctx as Args<W>["ctx"], params: params as Record<string, string>, url, request, ip: context.ip, form, input: parsed.value as z.output<S> });
    } catch (error) {
      if (form && isDomainError(error) && error.code === "invalid") return data(refused(error, form), { status: 422 }) as R;
      if (form && isDomainError(error) && error.code === "too_many") return data(refused(error, form, "too_many"), { status: 429 }) as R;
      throw asResponse(error, url);
    }
  };
}

function refused(error: DomainError, form: FormData, general?: string): Submission {
  return { errors: sentences(general ? { "": [general] } : error.fields), values: typedValues(form) };
}

async function readForm(request: Request): Promise<FormData> {
  try {
    return await request.formData();
  } catch {
    throw new Response(null, { status: 400 });
  }
}

function admit(who: Who, actor: Actor | null): void {
  if (who === "anyone") return;
  if (!actor && who === "signed_in") throw { signIn: true };
  if (who === "admin" && !actor?.admin) throw actor ? new Response(null, { status: 404 }) : { signIn: true };
}

const STATUS: Record<DomainError["code"], number> = {
  not_found: 404,
  forbidden: 403,
  signed_out: 401,
  invalid: 404, // in a loader: an address that cannot be
  conflict: 409,
  gone: 410,
  too_many: 429,
};

function asResponse(error: unknown, url: URL): unknown {
  const signIn = typeof error === "object" && error !== null && "signIn" in error;
  if (signIn || (isDomainError(error) && error.code === "signed_out")) return redirect(paths.signIn(url.pathname + url.search));
  if (isDomainError(error)) return data({ reason: error.reason ?? null }, { status: STATUS[error.code] });
  return error;
}
