/** Threads of a node and what is said in them. Browser-safe. */

export const THREAD_KINDS = { discussion: "Conversación", announcement: "Anuncio" } as const;
export type ThreadKind = keyof typeof THREAD_KINDS;

/** Who reads it. `public` is for announcements alone: their first post stands on the node's public page, without names. */
export const THREAD_VISIBILITIES = { node: "Las personas del nodo", members: "Todas las personas con cuenta", public: "Cualquiera, también sin cuenta" } as const;
export type ThreadVisibility = keyof typeof THREAD_VISIBILITIES;

/** How somebody hears of one node. Without a choice: announcements at once, the rest in the digest. */
export const NEWS_WAYS = { each: "Cada mensaje por correo", digest: "En el resumen", none: "Nada" } as const;
export type NewsWay = keyof typeof NEWS_WAYS;

export const DIGESTS = { daily: "Cada día", weekly: "Cada semana", never: "Nunca" } as const;
export type DigestPace = keyof typeof DIGESTS;

export const THREAD_TITLE_MAX = 150;
export const POST_MAX = 10_000;
export const POSTS_PAGE = 30;
export const THREADS_PAGE = 20;
