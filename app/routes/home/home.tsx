import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/components/meta.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { memberHome, visitorHome } from "./home-data.server.ts";
import { MyDay } from "./my-day.tsx";
import { VisitorFront } from "./visitor-front.tsx";

type Loaded = Awaited<ReturnType<typeof loader>>;

const ABOUT = "La red donde los liceos técnicos de Chile se convocan, se encuentran y comparten: reuniones, nodos por especialidad y territorio, y calendarios.";

export const meta = ({ data }: { data: Loaded | undefined }) => {
  if (data?.as === "member") return pageMeta("Mi día");
  return [
    ...pageMeta("Los liceos técnicos de Chile, en red", ABOUT),
    { tagName: "link", rel: "alternate", type: "text/calendar", title: "Reuniones de la red", href: paths.publicFeed() },
    { tagName: "link", rel: "alternate", type: "application/atom+xml", title: "Novedades de la red", href: paths.atom() },
  ];
};

export const loader = loaderWith({ who: "anyone", keep: true }, async ({ ctx }) => {
  const { actor } = ctx;
  return actor ? memberHome({ ...ctx, actor }) : visitorHome(ctx);
});

export default function HomePage() {
  const data = useLoaderData<typeof loader>();
  return data.as === "member" ? <MyDay day={data} /> : <VisitorFront front={data} />;
}
