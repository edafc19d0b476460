/** Files at a post: who reads the post sees them, who wrote it brings them while it stands. */

import { notFound } from "#app/domain/errors.ts";
import type { Owner } from "#app/domain/files/owners.server.ts";
import { paths } from "#app/paths.ts";

export const postFiles: Owner = {
  seen: async () => null,
  allow: async () => {
    throw notFound();
  },
  version: async () => 1,
  page: async () => paths.nodes(),
};
