import type { Db } from "#db/create.ts";

export interface ComunaOption {
  code: string;
  name: string;
  region_code: string;
  region: string;
}

/** The 346 comunas, north to south by region and then by name; for selects. */
export async function listComunas(db: Db): Promise<ComunaOption[]> {
  return db
    .selectFrom("comunas as c")
    .innerJoin("regions as r", "r.code", "c.region_code")
    .select(["c.code", "c.name", "c.region_code", "r.short_name as region"])
    .orderBy("r.position")
    .orderBy("c.search_text")
    .execute();
}
