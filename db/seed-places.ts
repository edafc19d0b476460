import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import type { Db } from "./create.ts";
import { searchText } from "./search-text.ts";

/** North to south, with what people call them and the zone whose clock they keep. */
const REGIONS: { code: string; short: string; zone: string }[] = [
  { code: "15", short: "Arica y Parinacota", zone: "America/Santiago" },
  { code: "01", short: "Tarapacá", zone: "America/Santiago" },
  { code: "02", short: "Antofagasta", zone: "America/Santiago" },
  { code: "03", short: "Atacama", zone: "America/Santiago" },
  { code: "04", short: "Coquimbo", zone: "America/Santiago" },
  { code: "05", short: "Valparaíso", zone: "America/Santiago" },
  { code: "13", short: "Metropolitana", zone: "America/Santiago" },
  { code: "06", short: "O'Higgins", zone: "America/Santiago" },
  { code: "07", short: "Maule", zone: "America/Santiago" },
  { code: "16", short: "Ñuble", zone: "America/Santiago" },
  { code: "08", short: "Biobío", zone: "America/Santiago" },
  { code: "09", short: "La Araucanía", zone: "America/Santiago" },
  { code: "14", short: "Los Ríos", zone: "America/Santiago" },
  { code: "10", short: "Los Lagos", zone: "America/Santiago" },
  { code: "11", short: "Aysén", zone: "America/Coyhaique" },
  { code: "12", short: "Magallanes", zone: "America/Punta_Arenas" },
];

interface ComunaLine {
  code: string;
  comuna: string;
  province_code: string;
  province: string;
  region_code: string;
  region: string;
  lat: string;
  lon: string;
}

export function readData(name: string): string {
  return readFileSync(new URL(`./data/${name}`, import.meta.url), "utf8");
}

/** The 16 regions and 346 comunas, from db/data/comunas.csv. Does nothing where they are already there. */
export async function seedPlaces(db: Db): Promise<void> {
  const there = await db.selectFrom("regions").select("code").limit(1).executeTakeFirst();
  if (there) return;
  const lines = parse(readData("comunas.csv"), { columns: true, bom: true }) as ComunaLine[];
  await db
    .insertInto("regions")
    .values(REGIONS.map((region, index) => regionRow(region, index, lines)))
    .execute();
  for (let from = 0; from < lines.length; from += 100) {
    await db
      .insertInto("comunas")
      .values(lines.slice(from, from + 100).map(comunaRow))
      .execute();
  }
}

function regionRow(region: (typeof REGIONS)[number], index: number, lines: ComunaLine[]) {
  // Far islands and Antarctica would pull the centre off the strip.
  const own = lines.filter((line) => line.region_code === region.code && Number(line.lon) > -79 && Number(line.lat) > -56);
  const mean = (of: "lat" | "lon") => own.reduce((sum, line) => sum + Number(line[of]), 0) / own.length;
  return {
    code: region.code,
    name: own[0]?.region ?? region.short,
    short_name: region.short,
    position: index + 1,
    zone: region.zone,
    lat: mean("lat"),
    lon: mean("lon"),
  };
}

function comunaRow(line: ComunaLine) {
  return {
    code: line.code,
    name: line.comuna,
    province_code: line.province_code,
    province: line.province,
    region_code: line.region_code,
    lat: line.lat === "" ? null : Number(line.lat),
    lon: line.lon === "" ? null : Number(line.lon),
    search_text: searchText(line.comuna, line.province, line.region),
  };
}
