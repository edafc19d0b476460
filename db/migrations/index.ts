import type { Migration } from "../migrate.ts";
import { house } from "./0001-house.ts";
import { meetings } from "./0002-meetings.ts";
import { circles } from "./0003-circles.ts";
import { repository } from "./0004-repository.ts";
import { search } from "./0005-search.ts";
import { conversations } from "./0006-conversations.ts";
import { calls } from "./0007-calls.ts";

/** In order, for ever: a migration that has landed is never edited, the next one mends it. */
export const migrations: Migration[] = [house, meetings, circles, repository, search, conversations, calls];
