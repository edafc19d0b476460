/**
 * Files that people bring, in front of Remix, which would hold a whole body in memory: a form with files, or pieces of one that may break off. The guard
 * has looked at method and origin; here at who it is, whether they may, how much they say it is, and whether there is room, all before a byte is read.
 */
import express, { type NextFunction, type Request, type Response, type Router } from "express";
import type { Ctx } from "#app/domain/context.ts";
import { DomainError } from "#app/domain/errors.ts";
import { paths } from "#app/paths.ts";
import type { App } from "./app.server.ts";
import { sessionOf } from "./session-of.server.ts";
import { answerStop, stopOf, UploadStop } from "./upload-answers.server.ts";
import { form } from "./upload-form.server.ts";
import type { UploadHouse } from "./upload-house.server.ts";
import { linger, type Pace, SLOWEST } from "./upload-pace.server.ts";
import { begin, part, state } from "./upload-parts.server.ts";
import { type Slots, uploadSlots } from "./upload-slots.ts";

interface Options {
  now?: () => string;
  pace?: Pace;
  slots?: Slots;
}

type Handler = (house: UploadHouse, ctx: Ctx, req: Request, res: Response) => Promise<void>;

/** Mount it behind the guard. Options are for tests. */
export function uploadRouter(app: App, { now = () => new Date().toISOString(), pace = SLOWEST, slots = uploadSlots() }: Options = {}): Router {
  const house: UploadHouse = { app, now, pace, slots, active: new Map(), finishing: new Map() };
  const router = express.Router({ caseSensitive: true, strict: true });
  router.get("/subidas/parte/:id", answered(house, state, true));
  router.post("/subidas/parte/:id", answered(house, part, true));
  const announced = answered(house, begin, true);
  const sent = answered(house, form, false);
  router.post("/subidas/:ownerKind/:ownerId", (req, res, next) => (/^application\/json\b/.test(req.headers["content-type"] ?? "") ? announced : sent)(req, res, next));
  // Nothing else lives here: a body of any length must not get further.
  router.use("/subidas", (req: Request, res: Response) => answerStop(req, res, new UploadStop(404, "No encontramos esta página."), { json: false }));
  return router;
}

function answered(house: UploadHouse, handler: Handler, json: boolean) {
  return (req: Request, res: Response, next: NextFunction): void => {
    res.setHeader("Cache-Control", "no-store");
    run(house, handler, req, res).catch((error: unknown) => {
      const stop = stopOf(error);
      // Nobody is there to be answered.
      if (req.destroyed && !res.writable) return;
      if (!stop) next(error);
      else if (stop.status === 401 && !json) signIn(req, res);
      else answerStop(req, res, stop, { json });
    });
  };
}

async function run(house: UploadHouse, handler: Handler, req: Request, res: Response): Promise<void> {
  const { env, database } = house.app;
  const now = house.now();
  const session = await sessionOf(house.app, req, now);
  if (!session) throw new DomainError("signed_out");
  await handler(house, { db: database.db, deployment: env.deployment, actor: session.actor, now, wake: house.app.wake }, req, res);
}

function signIn(req: Request, res: Response): void {
  res.redirect(303, paths.signIn());
  linger(req);
}
