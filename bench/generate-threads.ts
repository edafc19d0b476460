/** What nodes talk about: threads of every kind, one with very many posts, who follows and who has read, and how people hear of their nodes. */
import { POSTS_PAGE } from "#app/domain/threads/thread.ts";
import { type Directory, TOPICS } from "./generate-directory.ts";
import { commonWord } from "./generate-resources.ts";
import { seededId } from "./random.ts";
import { insertAll, insertMany, type Making, range } from "./rows.ts";

/** At full size 3,000 threads and 30,000 posts, 60,000 readers. */
export const threadsOf = (people: number): number => Math.floor(people * 0.15);
const POSTS_EACH = 10;
const READERS_EACH = 20;
/** Of the first thread. */
const LONGEST = POSTS_PAGE * 10;
const POST_MINUTES = 7;

interface Talk {
  id: string;
  node_id: string;
  first: number; // the number of its first post among all posts
  posts: number;
  at: string;
}

export async function generateThreads(making: Making, directory: Directory): Promise<void> {
  const { db, size, say } = making;
  const total = threadsOf(size.people);
  say(`${total} conversations with ${total * POSTS_EACH} posts`);
  const talks = talksOf(making, directory, total);
  const at = (n: number) => talks[n] as Talk;
  await insertMany(db, "threads", total, (n) => threadRow(making, directory, at(n), n));
  await generatePosts(making, directory, talks);
  await insertMany(db, "thread_readers", total * READERS_EACH, (n) => {
    const talk = at(n % total);
    const turn = Math.floor(n / total);
    const person = directory.people[(n * 31) % directory.people.length];
    return { id: seededId("thread reader", n), thread_id: talk.id, person_id: person?.id, follows: turn % 3 === 0 ? 1 : null, read_at: turn % 2 ? talk.at : null };
  });
  const choosing = directory.people.filter((_, n) => n % 10 === 0);
  await insertAll(
    db,
    "node_news",
    choosing.map((person, n) => ({ node_id: directory.nodeIds[(n * 10) % directory.nodeIds.length], person_id: person.id, how: n % 3 ? "each" : "none", chosen_at: making.today })),
  );
}

const isRemoved = (post: number): boolean => post % 50 === 49;
const standing = ({ first, posts }: Talk): number => range(posts).filter((turn) => !isRemoved(first + turn)).length;
const before = (today: string, minutes: number): string => new Date(Date.parse(today) - minutes * 60_000).toISOString();

/** Every tenth is of the first node, which talks the most. */
function talksOf({ today, size }: Making, { nodeIds }: Directory, total: number): Talk[] {
  let first = 0;
  return range(total).map((n) => {
    const posts = n === 0 ? Math.min(LONGEST, total) : POSTS_EACH;
    const talk = { id: seededId("thread", n), node_id: nodeIds[n % 10 === 0 ? 0 : n % size.nodes] as string, first, posts, at: before(today, n * 60) };
    first += posts;
    return talk;
  });
}

function threadRow({ pick }: Making, { people }: Directory, talk: Talk, n: number) {
  const announcement = n % 5 === 1;
  const visibility = announcement && n % 2 ? "public" : n % 4 === 0 ? "members" : "node";
  const nothing = { moved_from: null, moved_at: null, removed_at: null, removed_by: null, closed_by: null };
  return {
    ...{ id: talk.id, node_id: talk.node_id, kind: announcement ? "announcement" : "discussion", visibility, title: `${pick(TOPICS)}: ${commonWord(n % 900)} (${n + 1})` },
    ...{ created_by: people[(n * 17) % people.length]?.id ?? null, created_at: talk.at, published_at: talk.at, last_at: talk.at, posts_count: standing(talk) },
    ...{ pinned_at: n % 300 === 0 ? talk.at : null, pinned_by: null, closed_at: n % 9 === 8 ? talk.at : null, ...nothing },
  };
}

async function generatePosts({ db }: Making, { people }: Directory, talks: Talk[]): Promise<void> {
  const rows = talks.flatMap((talk, n) =>
    range(talk.posts).map((turn) => {
      const number = talk.first + turn;
      const said = `En nuestro taller probamos ${commonWord(number % 3_000)} con ${commonWord((number * 7) % 3_000)} y resultó mejor que el año pasado.`;
      const at = before(talk.at, (talk.posts - 1 - turn) * POST_MINUTES);
      return {
        ...{ id: seededId("post", number), thread_id: talk.id, first: turn === 0 ? 1 : 0, body_md: said, body_html: `<p>${said}</p>`, mail_id: null },
        ...{ person_id: people[(turn === 0 ? n * 17 : number * 13) % people.length]?.id ?? null, source: number % 4 ? "web" : "mail", created_at: at, published_at: at },
        ...{ edited_at: null, removed_at: isRemoved(number) ? at : null, removed_by: null, mailing: "done", mail_cursor: "" },
      };
    }),
  );
  await insertMany(db, "posts", rows.length, (n) => rows[n] as object);
}
