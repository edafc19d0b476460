import { loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";

const escaped = (text: string): string => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");

/** OpenSearch: browsers offer the network's search in their own field. */
export const loader = loaderWith({ who: "anyone", keep: true }, async ({ ctx }) => {
  const { networkName, publicUrl } = ctx.deployment;
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>${escaped(networkName.slice(0, 16))}</ShortName>
<Description>${escaped(`Buscar en ${networkName}`)}</Description>
<InputEncoding>UTF-8</InputEncoding>
<Url type="text/html" template="${escaped(publicUrl + paths.search())}?q={searchTerms}"/>
</OpenSearchDescription>
`;
  return new Response(xml, { headers: { "Content-Type": "application/opensearchdescription+xml; charset=utf-8" } });
});
