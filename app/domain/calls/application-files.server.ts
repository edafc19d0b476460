/** Files of an application: who sees the application sees them, who applies brings them until it is sent in. */

import { notFound } from "#app/domain/errors.ts";
import type { Owner } from "#app/domain/files/owners.server.ts";
import { paths } from "#app/paths.ts";

export const applicationFiles: Owner = {
  seen: async () => null,
  allow: async () => {
    throw notFound();
  },
  version: async () => 1,
  page: async () => paths.calls(),
};
