import type { ResourceCard } from "#app/domain/resources/cards.repo.server.ts";
import { RESOURCE_KINDS, type ResourceKind } from "#app/domain/resources/resource.ts";
import { longDate } from "#app/i18n/dates.ts";
import { counted } from "#app/i18n/labels.ts";
import { isZone, MAIN_ZONE } from "#app/i18n/zones.ts";
import { paths } from "#app/paths.ts";
import { Badge, Card, CardList } from "#app/ui/card.tsx";
import { Icon, type IconName } from "#app/ui/icon.tsx";
import { NodeTags } from "./node-tag.tsx";

const ICONS: Record<ResourceKind, IconName> = {
  document: "document",
  link: "link",
  video: "online",
  image: "eye",
  audio: "bell",
  planning: "list",
  assessment: "check",
  reading: "library",
  opportunity: "clock",
  experience: "node",
};

/** A resource or an experience in a list: what it is, whose, and what others made of it. */
export function WorkCard({ work, now, level = 3 }: { work: ResourceCard; now?: string; level?: 2 | 3 | 4 }) {
  return (
    <Card lead={<Lead work={work} />} title={work.title || "Sin título"} to={paths.work(work)} level={level} badges={badgesOf(work, now)} meta={<About work={work} now={now} />}>
      {work.summary && <p className="work-summary">{work.summary}</p>}
      <NodeTags nodes={work.nodes} link={false} max={3} />
      <Said work={work} />
    </Card>
  );
}

function Lead({ work }: { work: ResourceCard }) {
  return (
    <span className="work-picture" aria-hidden="true">
      {work.thumbnail ? <img src={paths.fileThumbnail(work.thumbnail)} alt="" loading="lazy" decoding="async" width={64} height={80} /> : <Icon name={ICONS[work.kind]} />}
    </span>
  );
}

function About({ work, now }: { work: ResourceCard; now: string | undefined }) {
  const by = work.schools.length > 0 ? work.schools.map((school) => school.name) : work.authors;
  return (
    <>
      <span>{RESOURCE_KINDS[work.kind]}</span>
      {by[0] && <span>{by.length > 2 ? `${by[0]} y ${by.length - 1} más` : by.join(" y ")}</span>}
      {work.closes_at && <span>{closingWords(work, now)}</span>}
    </>
  );
}

/** «Cierra el 18 de diciembre de 2026», «Cerró el …» */
export function closingWords({ closes_at, zone }: { closes_at: string | null; zone: string | null }, now = new Date().toISOString()): string {
  if (!closes_at) return "";
  return `${closes_at < now ? "Cerró" : "Cierra"} el ${longDate(closes_at, isZone(zone) ? zone : MAIN_ZONE)}`;
}

function badgesOf(work: ResourceCard, now = new Date().toISOString()) {
  const closed = work.closes_at !== null && work.closes_at < now;
  const badges = [
    work.state === "draft" && (
      <Badge key="state" kind="accent" icon="edit">
        Borrador
      </Badge>
    ),
    work.state === "in_review" && (
      <Badge key="state" kind="info" icon="eye">
        En revisión
      </Badge>
    ),
    work.state === "archived" && <Badge key="state">Archivado</Badge>,
    work.state === "withdrawn" && (
      <Badge key="state" kind="danger" icon="warning">
        Retirado
      </Badge>
    ),
    closed && <Badge key="closed">Cerrado</Badge>,
    (work.visibility === "node" || work.visibility === "circle") && (
      <Badge key="who" icon="lock">
        {work.visibility === "node" ? "Solo su nodo" : "Solo su círculo"}
      </Badge>
    ),
  ].filter(Boolean);
  return badges.length > 0 ? badges : null;
}

function Said({ work }: { work: ResourceCard }) {
  const said = [
    work.files > 0 && counted(work.files, "archivo", "archivos"),
    work.replications_count > 0 && `Lo usaron ${counted(work.replications_count, "vez", "veces")}`,
    work.useful_count > 0 && `Le sirvió a ${counted(work.useful_count, "persona", "personas")}`,
  ].filter(Boolean);
  return said.length > 0 ? <p className="card-meta">{said.join(" · ")}</p> : null;
}

/** Works one under the other, or in two columns where there is room. */
export function WorkList({ works, now, level, columns = 1, label }: { works: readonly ResourceCard[]; now?: string; level?: 2 | 3 | 4; columns?: 1 | 2; label?: string }) {
  return (
    <CardList columns={columns} label={label}>
      {works.map((work) => (
        <WorkCard key={work.id} work={work} now={now} level={level} />
      ))}
    </CardList>
  );
}
