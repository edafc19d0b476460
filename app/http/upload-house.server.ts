/** What the ways of uploading share: who goes on at once, and room on the disk. */
import { statfs } from "node:fs/promises";
import type { Ctx } from "#app/domain/context.ts";
import { refused } from "#app/domain/files/attachments.server.ts";
import { storeOf } from "#app/storage/store.ts";
import type { App } from "./app.server.ts";
import { UploadStop } from "./upload-answers.server.ts";
import type { Pace } from "./upload-pace.server.ts";
import type { Slots } from "./upload-slots.ts";

/** What stays free on the disk, for the database above all. */
const RESERVE = 256 * 1024 * 1024;

export interface UploadHouse {
  app: App;
  now: () => string;
  pace: Pace;
  slots: Slots;
  /** Pieces that are arriving, by upload. */
  active: Map<string, { end: () => void; done: Promise<unknown> }>;
  finishing: Map<string, Promise<{ attachment: string } | { refused: string }>>;
}

/** A place among those that go on at once. */
export function takeSlot(house: UploadHouse, ctx: Ctx): () => void {
  const slot = house.slots.take(ctx.actor?.id ?? "");
  if (slot === "person") throw new UploadStop(429, "Ya tienes tres subidas en curso. Espera a que termine una y sigue con esta.", 20);
  if (slot === "process") throw new UploadStop(503, "Hay muchas subidas a la vez. Prueba de nuevo en un minuto.", 60);
  return slot;
}

/** Refuses what the disk could not hold. */
export async function roomFor(ctx: Ctx, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(storeOf(ctx.deployment).staging);
  if (bavail * bsize - bytes < RESERVE) throw refused("no_space");
}
