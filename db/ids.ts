import { v7 } from "uuid";

/** A new primary key: UUIDv7 text, so that rows written together lie together in the index. */
export const newId = (): string => v7();
