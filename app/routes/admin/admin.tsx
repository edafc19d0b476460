import { useLoaderData } from "@remix-run/react";
import { AdminTabs } from "#app/components/admin-tabs.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { networkCounts } from "#app/domain/identity/administration.repo.server.ts";
import { listUncoordinated } from "#app/domain/nodes/roles.repo.server.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Item, ItemList, Stat } from "#app/ui/card.tsx";
import { Cluster, Columns, Page, Section } from "#app/ui/layout.tsx";

export const meta = () => pageMeta("Administración");

export const loader = loaderWith({ who: "admin" }, async ({ ctx }) => ({
  counts: await networkCounts(ctx.db, ctx.now),
  uncoordinated: await listUncoordinated(ctx.db, ctx.now),
}));

export default function Admin() {
  const { counts, uncoordinated } = useLoaderData<typeof loader>();
  return (
    <Page title="Administración" lead="El directorio, los nodos y el correo de la red.">
      <AdminTabs current="home" />
      <Columns min="narrow">
        <Stat value={counts.establishments} label="establecimientos" to={paths.establishments()} />
        <Stat value={counts.people} label="personas" to={paths.adminPeople()} />
        <Stat value={counts.nodes} label="nodos" to={paths.nodes()} />
        <Stat value={counts.upcoming} label="reuniones por venir" to={paths.events()} />
        <Stat value={counts.failedMails} label="correos que no se pudieron entregar" to={paths.adminMail({ estado: "failed" })} />
      </Columns>
      <Section title="Qué puedes hacer aquí">
        <Cluster>
          <LinkButton to={paths.adminNodeNew()} icon="plus" kind="primary">
            Crear un nodo
          </LinkButton>
          <LinkButton to={paths.adminImport()} icon="upload">
            Importar establecimientos o personas
          </LinkButton>
          <LinkButton to={paths.adminMail()} icon="mail">
            Revisar el correo
          </LinkButton>
        </Cluster>
      </Section>
      {uncoordinated.length > 0 && (
        <Section title="Nodos sin coordinación">
          <p>Nadie puede convocar a sus reuniones ni recibir a quienes quieren entrar. Nombra a alguien.</p>
          <ItemList label="Nodos sin coordinación">
            {uncoordinated.map((node) => (
              <Item key={node.slug} title={node.name} to={paths.adminNodeCoordinators(node.slug)} />
            ))}
          </ItemList>
        </Section>
      )}
    </Page>
  );
}
