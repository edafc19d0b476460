import { execFileSync, spawnSync } from "node:child_process";
import { inflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { proseBlocks } from "./html-blocks.ts";
import { renderPdf } from "./pdf.server.ts";

const poppler = spawnSync("pdftotext", ["-v"]).status === 0;

const options = { title: "Acta", author: "Nodos", created: "2026-12-05T15:00:00.000Z", footer: "Acta · Nodos" };
const textOf = (bytes: Buffer): string => execFileSync("pdftotext", ["-layout", "-", "-"], { input: bytes }).toString();

const sample = () =>
  renderPdf(options, (pdf) => {
    pdf.title("Sesión de Ñuñoa: «pingüinos»", { eyebrow: "Acta", lead: "sábado 5 de diciembre" });
    pdf.facts([{ term: "Lugar", detail: "Liceo Škoda, Ḻoncoche" }]);
    pdf.heading("Conecta");
    pdf.html(
      '<p>Se <strong>acordó</strong> ver <a href="https://nodos.example/x">el enlace</a> &amp; más 😀</p><ol start="3"><li><p>uno</p></li><li>dos<ul><li>dentro</li></ul></li></ol>',
    );
    pdf.table({
      columns: [
        { header: "Ítem", share: 2 },
        { header: "Monto", share: 1, align: "right" },
      ],
      rows: Array.from({ length: 60 }, (_, n) => [`Cosa ${n}`, `$ ${n}.000`]),
      foot: ["Total", "$ 1"],
    });
    pdf.list(["primero", "a".repeat(400)]);
  });

describe("a document as PDF", () => {
  test("is tagged, says its language, and is the same bytes for the same content", async () => {
    const [one, two] = [await sample(), await sample()];
    expect(one.equals(two)).toBe(true);
    const raw = one.toString("latin1");
    expect(raw).toContain("/Lang (es-CL)");
    expect(raw).toMatch(/\/StructTreeRoot/);
    for (const tag of ["H1", "H2", "Table", "TH", "TD", "LI", "LBody"]) expect(raw, tag).toContain(`/S /${tag}`);
    // The streams are whole.
    for (const match of raw.matchAll(/\/Filter \/FlateDecode\n>>\nstream\n/g)) expect(() => inflateSync(one.subarray(match.index + match[0].length))).not.toThrow();
  });

  test.runIf(poppler)("has all its text, on numbered pages, with what no font knows shown in its place", async () => {
    const text = textOf(await sample());
    for (const said of [
      "Sesión de Ñuñoa: «pingüinos»",
      "Liceo Škoda, Loncoche",
      "Se acordó ver el enlace & más [?]",
      "3. uno",
      "4. dos",
      "dentro",
      "Cosa 59",
      "Total",
      "1 de 3",
      "3 de 3",
    ]) {
      expect(text.replace(/ +/g, " "), said).toContain(said);
    }
    expect(text.replace(/\s/g, "")).toContain("a".repeat(400));
    // The table's header stands on each page.
    expect(text.match(/Ítem/g)).toHaveLength(3);
  });

  test("prose of our Markdown becomes blocks; unknown tags are left aside, their text is not", () => {
    expect(
      proseBlocks("<h3>Uno &lt;b&gt;</h3><p>a<br />b</p><blockquote><p>c</p></blockquote><x>d</x><hr />").map((block) => [
        block.kind,
        "runs" in block ? block.runs.map((run) => run.text).join("") : "",
      ]),
    ).toEqual([
      ["heading", "Uno <b>"],
      ["paragraph", "a\nb"],
      ["quote", "c"],
      ["paragraph", "d"],
      ["rule", ""],
    ]);
    expect(proseBlocks("<table><thead><tr><th>A</th></tr></thead><tbody><tr><td>1 &amp; 2</td></tr></tbody></table>")).toEqual([
      { kind: "table", header: ["A"], rows: [["1 & 2"]] },
    ]);
  });

  // Text can be whole and its letters empty: fontkit draws nothing of fonts kept as WOFF2.
  test.runIf(poppler)("is to be seen, not only to be read", async () => {
    const page = execFileSync("pdftoppm", ["-gray", "-r", "40", "-l", "1", "-"], { input: await sample(), maxBuffer: 50_000_000 });
    const pixels = page.subarray(page.indexOf("255\n") + 4);
    const dark = pixels.filter((value) => value < 128).length;
    expect(dark / pixels.length).toBeGreaterThan(0.004);
  });
});
