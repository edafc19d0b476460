import { v7 } from "uuid";

/** A new primary key: UUIDv7 text, so that rows written together lie together in the index. */
export const newId = (): string => v7();

/** Whether text that came from outside can be a primary key. */
export const isId = (value: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
