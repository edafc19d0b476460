import { DIGESTS, type DigestPace, NEWS_WAYS, type NewsWay } from "#app/domain/threads/thread.ts";
import { Fieldset, RadioGroup, Select } from "#app/ui/form.tsx";

const FIELD = "nodo-";

/** What was chosen for each node: id -> how. */
export function nodeFieldsOf(form: FormData): Record<string, string> {
  return Object.fromEntries([...form].flatMap(([name, value]) => (name.startsWith(FIELD) && typeof value === "string" ? [[name.slice(FIELD.length), value]] : [])));
}

const PACE_HINTS: Record<DigestPace, string> = {
  daily: "A las 9 de la mañana, solo si hay algo nuevo.",
  weekly: "Los lunes a las 9 de la mañana.",
  never: "Lo ves aquí, en Novedades.",
};
const WAY_WORDS: Record<NewsWay, string> = { each: NEWS_WAYS.each, digest: "Anuncios y resumen", none: NEWS_WAYS.none };

/** How often the digest comes, and how one hears of each node. */
export function NewsFields({ pace, nodes }: { pace: DigestPace; nodes: { id: string; name: string; how: NewsWay }[] }) {
  return (
    <>
      <RadioGroup
        legend="Resumen de tus nodos"
        hint="Conversaciones, recursos, reuniones y convocatorias nuevas, en un solo correo. Nunca repite lo que ya leíste o te llegó aparte."
        name="digest"
        value={pace}
        options={(Object.keys(DIGESTS) as DigestPace[]).map((value) => ({ value, label: DIGESTS[value], hint: PACE_HINTS[value] }))}
      />
      {nodes.length > 0 && (
        <Fieldset legend="De cada nodo" hint="«Anuncios y resumen»: los anuncios llegan apenas salen y lo demás en el resumen. Lo que sigues, y donde te nombran, llega siempre.">
          {nodes.map(({ id, name, how }) => (
            <Select key={id} label={name} name={`${FIELD}${id}`} value={how} options={(Object.keys(NEWS_WAYS) as NewsWay[]).map((value) => ({ value, label: WAY_WORDS[value] }))} />
          ))}
        </Fieldset>
      )}
    </>
  );
}
