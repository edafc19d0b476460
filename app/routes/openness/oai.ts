import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { answerOai } from "#app/domain/openness/oai.server.ts";
import { requestCtx } from "#app/http/app.server.ts";

/** OAI-PMH 2.0: everybody gets what a visitor may see. By GET or by a form's POST, with the same arguments. */
export const loader = ({ request, context }: LoaderFunctionArgs) => answer(context, new URL(request.url).searchParams);

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const type = request.headers.get("Content-Type") ?? "";
  if (!type.startsWith("application/x-www-form-urlencoded")) return answer(context, new URLSearchParams());
  return answer(context, new URLSearchParams(await request.text()));
};

async function answer(context: LoaderFunctionArgs["context"], query: URLSearchParams): Promise<Response> {
  const { db, deployment, now } = await requestCtx(context);
  return new Response(await answerOai({ db, deployment, now }, query), {
    headers: { "Content-Type": "text/xml; charset=utf-8", "Cache-Control": "no-cache", "X-Robots-Tag": "noindex" },
  });
}
