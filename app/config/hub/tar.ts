/**
 * Just enough tar (POSIX ustar) for backups, so that they are packed without other programs and anybody's `tar` opens them:
 * plain files with short names, as streams.
 */
import { Refusal } from "./verb.ts";

const BLOCK = 512;
/** Eleven octal digits. */
const LARGEST = 8 ** 11 - 1;

type Bytes = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

export interface Member {
  name: string;
  size: number;
  content: Bytes;
}

export async function* packed(members: Iterable<Member>, madeAt: Date): AsyncGenerator<Uint8Array> {
  for (const { name, size, content } of members) {
    yield header(name, size, madeAt);
    let written = 0;
    for await (const chunk of content) {
      written += chunk.length;
      yield chunk;
    }
    if (written !== size) throw new Refusal(`${name} changed while it was being packed`);
    yield Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);
  }
  yield Buffer.alloc(BLOCK * 2);
}

function header(name: string, size: number, madeAt: Date): Buffer {
  if (Buffer.byteLength(name) > 100 || size > LARGEST) throw new Refusal(`${name} does not fit into a tar file`);
  const block = Buffer.alloc(BLOCK);
  const octal = (value: number, at: number, digits: number) => block.write(value.toString(8).padStart(digits, "0"), at, "ascii");
  block.write(name, 0, "utf8");
  octal(0o600, 100, 7);
  octal(0, 108, 7);
  octal(0, 116, 7);
  octal(size, 124, 11);
  octal(Math.floor(madeAt.getTime() / 1000), 136, 11);
  block.write("0", 156, "ascii"); // a plain file
  block.write("ustar\u000000", 257, "ascii");
  octal(checksum(block), 148, 6);
  block.write("\u0000 ", 154, "ascii");
  return block;
}

/** The sum of all bytes, its own field counted as spaces. */
function checksum(block: Uint8Array): number {
  let sum = 0;
  for (const [index, byte] of block.entries()) sum += index >= 148 && index < 156 ? 32 : byte;
  return sum;
}

/** The members in their order. Each one's content is to be read to its end before the next is asked for. */
export async function* unpacked(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Member> {
  const source = new Source(bytes);
  for (;;) {
    const block = await source.exactly(BLOCK);
    if (block.every((byte) => byte === 0)) return;
    const size = Number.parseInt(text(block, 124, 12), 8);
    const sum = Number.parseInt(text(block, 148, 8), 8);
    if (sum !== checksum(block) || !Number.isSafeInteger(size)) throw new Refusal("it is not a backup, or it is damaged");
    yield { name: text(block, 0, 100), size, content: source.next(size) };
    await source.exactly((BLOCK - (size % BLOCK)) % BLOCK);
  }
}

function text(block: Buffer, at: number, length: number): string {
  const field = block.subarray(at, at + length);
  const end = field.indexOf(0);
  return field.toString("utf8", 0, end < 0 ? length : end).trim();
}

/** A stream that gives as many bytes as one asks for. */
class Source {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.#chunks = bytes[Symbol.asyncIterator]();
  }

  async #some(most: number): Promise<Buffer> {
    while (this.#rest.length === 0) {
      const { value, done } = await this.#chunks.next();
      if (done) throw new Refusal("it ends too early: the backup is not whole");
      this.#rest = Buffer.from(value.buffer, value.byteOffset, value.length);
    }
    const taken = this.#rest.subarray(0, most);
    this.#rest = this.#rest.subarray(taken.length);
    return taken;
  }

  async *next(length: number): AsyncGenerator<Buffer> {
    for (let left = length; left > 0; ) {
      const chunk = await this.#some(left);
      left -= chunk.length;
      yield chunk;
    }
  }

  async exactly(length: number): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for await (const chunk of this.next(length)) chunks.push(chunk);
    return Buffer.concat(chunks);
  }
}
