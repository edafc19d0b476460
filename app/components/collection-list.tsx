import { COLLECTION_VISIBILITIES, type CollectionVisibility } from "#app/domain/collections/collection.ts";
import type { CollectionCard } from "#app/domain/collections/collections.repo.server.ts";
import { counted } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { Badge, Item, ItemList } from "#app/ui/card.tsx";

/** `own`: says who sees each. */
export function CollectionList({ collections, own = false }: { collections: readonly CollectionCard[]; own?: boolean }) {
  return (
    <ItemList label="Colecciones">
      {collections.map((collection) => (
        <Item
          key={collection.id}
          to={paths.collection(collection.slug)}
          title={collection.title}
          meta={[counted(collection.items, "recurso", "recursos"), collection.node, own && visibilityOf(collection)].filter(Boolean).join(" · ")}
          trail={collection.archived_at ? <Badge>Archivada</Badge> : undefined}
        >
          {collection.summary && <p>{collection.summary}</p>}
        </Item>
      ))}
    </ItemList>
  );
}

const visibilityOf = ({ visibility }: CollectionCard): string => `La ve: ${(COLLECTION_VISIBILITIES[visibility as CollectionVisibility] ?? "").toLowerCase()}`;
