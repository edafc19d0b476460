/** What a certificate is known by on paper: 80 random bits in letters and digits that nobody confuses (Crockford's base 32), in groups of four. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 16;

/** `bytes`: ten random ones. */
export function codeOf(bytes: Uint8Array): string {
  if (bytes.length !== 10) throw new Error("a code is made of ten bytes");
  let bits = "";
  for (const byte of bytes) bits += byte.toString(2).padStart(8, "0");
  const letters = (bits.match(/.{5}/g) ?? []).map((five) => ALPHABET[Number.parseInt(five, 2)]).join("");
  return grouped(letters);
}

/** As it is stored, from however somebody typed it: lower case, spaces, the letter O for a zero; null where it cannot be one. */
export function readCode(typed: string): string | null {
  const letters = typed.toUpperCase().replace(/[\s-]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
  return letters.length === LENGTH && [...letters].every((letter) => ALPHABET.includes(letter)) ? grouped(letters) : null;
}

const grouped = (letters: string): string => (letters.match(/.{4}/g) ?? []).join("-");
