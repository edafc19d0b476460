import { renderMarkdown } from "#app/domain/markdown.server.ts";
import { refreshSearch } from "#app/domain/search/refresh.server.ts";
import type { Db } from "#db/create.ts";
import { agreementHasWords } from "#db/dialect.server.ts";
import { searchWords } from "#db/search-text.ts";

const NOBODY = "Persona que cerró su cuenta";

/** Agreements never change, but for this: the law goes before the habit. Whoever was selected for a role, or stands in a text by their whole name, is named no more. */
export async function forgetInLogbook(tx: Db, { name }: { name: string }): Promise<void> {
  const words = searchWords(name).split(" ").filter(Boolean);
  if (words.length < 2) return;
  const rows = await tx
    .selectFrom("circle_agreements as a")
    .select(["a.id", "a.title", "a.driver", "a.body_md", "a.ended_note"])
    .where((eb) => eb.or([agreementHasWords(tx, "a", words), eb("a.ended_note", "!=", "")]))
    .execute();
  for (const row of rows) {
    const without = (text: string) => text.replaceAll(name, NOBODY);
    const [title, driver, body_md, ended_note] = [without(row.title), without(row.driver), without(row.body_md), without(row.ended_note)];
    if (title === row.title && driver === row.driver && body_md === row.body_md && ended_note === row.ended_note) continue;
    const change = { title, driver, body_md, ended_note, body_html: renderMarkdown(body_md), search_text: searchWords(title, driver, body_md) };
    await tx.updateTable("circle_agreements").set(change).where("id", "=", row.id).execute();
    await refreshSearch(tx, "agreement", [row.id]);
  }
}
