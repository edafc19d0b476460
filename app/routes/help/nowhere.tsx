import { notFound } from "#app/domain/errors.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";

/** Whatever no other route answers. */
const nowhere = async (): Promise<null> => {
  throw notFound();
};

export const loader = loaderWith({ who: "anyone" }, nowhere);
export const action = actionWith({ who: "anyone" }, nowhere);

export default function Nowhere() {
  return null;
}
