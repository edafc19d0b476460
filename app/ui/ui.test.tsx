import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { ButtonForm } from "./button.tsx";
import { initials } from "./card.tsx";
import { Checkbox, CheckboxGroup, DateTimePair, Field, Form, RadioGroup, Select } from "./form.tsx";
import { GLYPHS, Glyph, ICONS, Icon } from "./icon.tsx";
import { Page, Shell } from "./layout.tsx";
import { Pagination } from "./pagination.tsx";
import { Strip } from "./strip.tsx";
import { slotsOf } from "./strip-geometry.ts";
import { project, STRIP_BOX } from "./strip-projection.ts";
import { STRIP_RING } from "./strip-shape.ts";
import { Table } from "./table.tsx";

const html = renderToStaticMarkup;
/** The opening tag of the element with that id. */
const tagOf = (page: string, id: string) => page.match(new RegExp(`<[^>]* id="${id}"[^>]*>`))?.[0] ?? "";

describe("forms", () => {
  it("open with a summary whose links lead to the fields, and say it beside the field too", () => {
    const page = html(
      <Form errors={{ "": ["Alguien cambió esta reunión"], title: ["Escribe un título"], nodes: ["Elige un nodo"] }} values={{ title: "Ta" }}>
        <Field label="Título" name="title" hint="Corto y claro" />
        <CheckboxGroup
          legend="Nodos"
          name="nodes"
          options={[
            { value: "a", label: "A" },
            { value: "b", label: "B" },
          ]}
        />
      </Form>,
    );
    expect(page.indexOf('role="alert"')).toBeLessThan(page.indexOf("<label"));
    for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) expect(tagOf(page, target ?? "")).toMatch(/^<input/);
    expect(page).toContain('<a href="#title">Escribe un título</a>');
    expect(page).toContain("<li>Alguien cambió esta reunión</li>");
    const input = tagOf(page, "title");
    expect(input).toContain('aria-invalid="true"');
    expect(input).toContain('value="Ta"');
    for (const id of input.match(/aria-describedby="([^"]+)"/)?.[1]?.split(" ") ?? ["none"]) expect(tagOf(page, id)).not.toBe("");
    expect(page.match(/Escribe un título/g)).toHaveLength(2);
  });

  it("stay silent without errors", () => {
    const page = html(
      <Form>
        <Field label="Título" name="title" />
      </Form>,
    );
    expect(page).not.toMatch(/aria-invalid|aria-describedby|role="alert"/);
  });

  it("give every control a label and a name of its own", () => {
    const page = html(
      <Form>
        <DateTimePair legend="Empieza" dateName="date" timeName="time" error="Ya pasó" />
        <Select label="Zona" name="zone" options={[{ value: "s", label: "Continental", group: "Chile" }]} placeholder="Elige" optional />
        <Checkbox label="Pública" name="public" checked />
        <RadioGroup
          legend="Tipo"
          name="kind"
          value="taller"
          options={[
            { value: "taller", label: "Taller" },
            { value: "hito", label: "Hito" },
          ]}
        />
      </Form>,
    );
    const controls = [...page.matchAll(/<(?:input|select)[^>]* id="([^"]+)"/g)].map((found) => found[1]);
    expect(controls).toEqual(["date", "time", "zone", "public", "kind", "kind-1"]);
    for (const id of controls) expect(page).toContain(`for="${id}"`);
    expect(new Set([...page.matchAll(/ id="([^"]+)"/g)].map((found) => found[1])).size).toBe([...page.matchAll(/ id="/g)].length);
    expect(page).toContain("(opcional)");
    expect(page).toMatch(/value="taller"[^>]* checked=""|checked=""[^>]*value="taller"/);
  });

  it("escape what people typed", () => {
    const page = html(
      <Form values={{ title: '"><script>alert(1)</script>' }}>
        <Field label="Título" name="title" />
      </Form>,
    );
    expect(page).not.toContain("<script>");
  });

  it("make one-button acts out of POST, with the question on the form", () => {
    const page = html(
      <ButtonForm action="/x" fields={{ id: "7" }} confirm="¿Segura?">
        Quitar
      </ButtonForm>,
    );
    expect(page).toMatch(/<form method="post" action="\/x"[^>]* data-confirm="¿Segura\?"/);
    expect(page).toContain('type="hidden" name="id" value="7"');
  });
});

describe("tables and lists", () => {
  it("label every cell for the phone and name the row by its first cell", () => {
    const page = html(
      <Table
        caption="Asistencia"
        rows={[{ name: "Liceo A", came: 3 }]}
        rowKey={(row) => row.name}
        columns={[
          { key: "n", header: "Establecimiento", primary: true, cell: (row) => row.name },
          { key: "c", header: "Vinieron", numeric: true, cell: (row) => row.came },
        ]}
      />,
    );
    expect(page).toContain('<th scope="row" role="rowheader" class="primary">Liceo A</th>');
    expect(page).toMatch(/<td role="cell" class="numeric" data-label="Vinieron">/);
  });

  it("page forward and back, and not past the ends", () => {
    const href = (page: number) => `?pagina=${page}`;
    expect(html(<Pagination page={1} pages={1} href={href} />)).toBe("");
    const first = html(<Pagination page={1} pages={3} href={href} />);
    expect(first).toContain("Página 1 de 3");
    expect(first).toContain('rel="next" href="?pagina=2"');
    expect(first).not.toContain('rel="prev"');
  });

  it("take initials from the first name and the first surname", () => {
    expect(initials("María José Soto Díaz")).toBe("MS");
    expect(initials("Juan Pérez")).toBe("JP");
    expect(initials("Ñusta de la Fuente")).toBe("ÑF");
    expect(initials("rosa")).toBe("R");
  });
});

describe("la franja", () => {
  const comunas = readFileSync(new URL("../../db/data/comunas.csv", import.meta.url), "utf8")
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(","))
    .map((cells) => ({ name: cells[1] ?? "", lat: Number(cells[6]), lon: Number(cells[7]) }));

  it("puts the north above the south and Santiago between, the cordillera to the right", () => {
    const arica = project(-18.47, -70.3);
    const santiago = project(-33.45, -70.67);
    const puntaArenas = project(-53.16, -70.91);
    expect(arica.y).toBeLessThan(santiago.y);
    expect(santiago.y).toBeLessThan(puntaArenas.y);
    expect(project(-33.05, -71.62).x).toBeLessThan(santiago.x);
  });

  it("keeps every comuna on the strip, the islands in their insets", () => {
    for (const { lat, lon } of comunas) {
      const { x, y } = project(lat, lon);
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(STRIP_BOX.width);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThanOrEqual(STRIP_BOX.height);
    }
    expect(project(-27.11, -109.3).x).toBeLessThan(15);
    expect(project(-33.64, -78.83).x).toBeLessThan(15);
  });

  it("draws a land that holds the comunas of the mainland", () => {
    const mainland = comunas.filter(({ lat, lon }) => lat > -57 && lon > -77);
    const outside = mainland.filter(({ lat, lon }) => !within(project(lat, lon)));
    expect(outside.length / mainland.length).toBeLessThan(0.03);
  });

  it("lists the regions from north to south as links, as an equal of the drawing", () => {
    const page = html(
      <Strip
        label="Escuelas por región"
        points={[
          { lat: -33.45, lon: -70.67, label: "A" },
          { lat: -33.45, lon: -70.67, label: "B" },
        ]}
        regions={[
          { code: "12", name: "Magallanes", lat: -53, href: "?region=12" },
          { code: "15", name: "Arica y Parinacota", lat: -18.5, href: "?region=15", current: true, count: 4 },
        ]}
      />,
    );
    expect(page.indexOf("Arica y Parinacota")).toBeLessThan(page.indexOf("Magallanes"));
    expect(page).toMatch(/<a href="\?region=15" aria-current="true">/);
    expect(page).toContain('aria-hidden="true"');
    expect(page.match(/<circle class="dot/g)).toHaveLength(1);
    expect(page).toContain("<title>A · B</title>");
  });

  it("gives names their own rows, in order, even where regions crowd", () => {
    const sixteen = slotsOf([0.03, 0.08, 0.17, 0.26, 0.35, 0.4, 0.42, 0.44, 0.47, 0.5, 0.53, 0.56, 0.59, 0.63, 0.74, 0.9]);
    expect(sixteen).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]);
    expect(slotsOf([0.95, 0.97, 0.99])).toEqual([14, 15, 16]);
    expect(slotsOf([0.16])).toEqual([3]);
  });

  function within({ x, y }: { x: number; y: number }): boolean {
    let inside = false;
    STRIP_RING.forEach((a, index) => {
      const b = STRIP_RING[(index + 1) % STRIP_RING.length] ?? a;
      if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
    });
    return inside;
  }
});

describe("pictures", () => {
  it("are hidden from screen readers unless they say something", () => {
    for (const name of ICONS) expect(html(<Icon name={name} />)).toContain('aria-hidden="true"');
    for (const name of GLYPHS) expect(html(<Glyph name={name} colour={3} label="Electricidad" />)).toContain('role="img" aria-label="Electricidad"');
    expect(html(<Glyph name="no-existe" colour={14} />)).toContain("n2");
  });
});

describe("the frame", () => {
  it("skips to the content, marks where we are, and has one first heading", () => {
    const page = html(
      <Shell nav={[{ to: "/nodos", label: "Nodos", icon: "node" }]} current="/nodos" account={null} network="Nodos" flash={{ kind: "ok", text: "Listo" }}>
        <Page title="Nodos" />
      </Shell>,
    );
    expect(page).toContain('<a class="skip" href="#contenido">');
    expect(page).toContain('id="contenido"');
    expect(page).toMatch(/href="\/nodos" aria-current="page"/);
    expect(page.match(/<h1/g)).toHaveLength(1);
    expect(page).toMatch(/role="status".*Listo/);
  });
});

describe("weights", () => {
  const folder = new URL("./css/", import.meta.url);
  const css = readdirSync(folder)
    .map((file) => readFileSync(new URL(file, folder), "utf8"))
    .join("");

  /** What a sheet brings with it, zipped. */
  const weightOf = (sheet: string) => {
    const imports = readFileSync(new URL(sheet, import.meta.url), "utf8").matchAll(/@import "\.\/css\/([\w-]+\.css)"/g);
    return gzipSync([...imports].map(([, file]) => readFileSync(new URL(file ?? "", folder), "utf8")).join("")).length;
  };

  it("keep the styles of every page under 13 KB, of some pages under 3 KB more, and the titles' face under 25 KB", () => {
    expect(weightOf("./styles.css")).toBeLessThan(13 * 1024);
    for (const sheet of [
      "./calendar.css",
      "./work.css",
      "./circles.css",
      "./actors.css",
      "./repository.css",
      "./experiences.css",
      "./poster.css",
      "./conversations.css",
      "./calls.css",
    ])
      expect(weightOf(sheet), sheet).toBeLessThan(3 * 1024);
    const font = new URL("../../public/fonts/archivo-es.woff2", import.meta.url);
    expect(statSync(font).size).toBeLessThan(25 * 1024);
    expect(existsSync(new URL("../../public/fonts/archivo-OFL.txt", import.meta.url))).toBe(true);
  });

  it("uses no colour that is not a token, and on paper the tokens of the day", () => {
    const [tokens = "", print = "", paper = ""] = ["tokens.css", "print.css", "paper-tokens.css"].map((file) => readFileSync(new URL(file, folder), "utf8"));
    const rules = [tokens, print, paper].reduce((rest, file) => rest.replace(file, ""), css);
    expect(rules.match(/#[0-9a-f]{3,8}\b/gi)).toBeNull();
    const onPaper = paper.match(/--[\w-]+: #[0-9a-f]+;/g) ?? [];
    expect(onPaper).toHaveLength(18);
    for (const token of onPaper) expect(tokens.slice(0, tokens.indexOf("prefers-color-scheme")), token).toContain(token);
  });
});
