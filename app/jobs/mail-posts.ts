export { mailNextPosts as mailPosts } from "#app/domain/threads/post-mails.server.ts";
