/** What lists of meetings are narrowed by, where it takes more than a column. */
import { type SqlBool, sql } from "kysely";
import type { Actor } from "#app/domain/context.ts";
import { nodesWithRights } from "#app/domain/rights.ts";

export function ofSchool(establishmentId: string) {
  return sql<SqlBool>`(events.host_establishment_id = ${establishmentId} OR events.id IN (
    SELECT en.event_id FROM node_establishments ne JOIN event_nodes en ON en.node_id = ne.node_id
    WHERE ne.establishment_id = ${establishmentId} AND ne.until IS NULL))`;
}

export function ofTerritory(nodeId: string) {
  return sql<SqlBool>`(events.id IN (SELECT en.event_id FROM event_nodes en WHERE en.node_id = ${nodeId})
    OR events.host_establishment_id IN (SELECT ne.establishment_id FROM node_establishments ne WHERE ne.node_id = ${nodeId} AND ne.until IS NULL))`;
}

export function isMine(viewer: Actor) {
  const nodes = [...new Set([...viewer.memberOf, ...nodesWithRights(viewer)])];
  const ofMyNodes = nodes.length === 0 ? sql`` : sql` OR events.id IN (SELECT en.event_id FROM event_nodes en WHERE en.node_id IN (${sql.join(nodes)}))`;
  const ofMyCircles = viewer.circles.length === 0 ? sql`` : sql` OR events.circle_id IN (${sql.join(viewer.circles)})`;
  const turnedDown = sql`EXISTS (SELECT 1 FROM invitations d WHERE d.event_id = events.id AND d.person_id = ${viewer.id} AND d.answer = 'no')`;
  return sql<SqlBool>`(NOT ${turnedDown} AND (events.id IN (SELECT i.event_id FROM invitations i WHERE i.person_id = ${viewer.id} AND i.removed_at IS NULL)
    OR events.id IN (SELECT i.event_id FROM invitations i WHERE i.email = ${viewer.email} AND i.person_id IS NULL AND i.removed_at IS NULL)${ofMyNodes}${ofMyCircles}))`;
}
