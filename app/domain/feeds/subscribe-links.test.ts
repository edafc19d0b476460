import { expect, test } from "vitest";
import { googleUrl, office365Url, outlookUrl, webcalUrl } from "./subscribe-links.ts";

const FEED = "https://nodos.example/nodos/electricidad/calendario.ics";

test("each calendar program gets the address that it understands", () => {
  expect(webcalUrl(FEED)).toBe("webcal://nodos.example/nodos/electricidad/calendario.ics");
  expect(googleUrl(FEED)).toBe("https://calendar.google.com/calendar/render?cid=webcal%3A%2F%2Fnodos.example%2Fnodos%2Felectricidad%2Fcalendario.ics");
  expect(outlookUrl(FEED, "Electricidad & Minería")).toBe(
    "https://outlook.live.com/calendar/0/addfromweb?url=https%3A%2F%2Fnodos.example%2Fnodos%2Felectricidad%2Fcalendario.ics&name=Electricidad%20%26%20Miner%C3%ADa",
  );
  expect(office365Url(FEED, "Nodos")).toMatch(/^https:\/\/outlook\.office\.com\/calendar\/0\/addfromweb\?url=https%3A%2F%2F/);
  expect(webcalUrl("http://127.0.0.1:3000/calendario.ics")).toBe("webcal://127.0.0.1:3000/calendario.ics");
});
