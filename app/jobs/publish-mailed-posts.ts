export { publishMailed as publishMailedPosts } from "#app/domain/threads/mailed-files.server.ts";
