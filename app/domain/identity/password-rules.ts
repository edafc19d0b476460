/** Which passwords are refused. Length is what protects; the rest keeps out what anybody would try first. */
import { z } from "zod";
import { searchText } from "#db/search-text.ts";

export const PASSWORD_MIN = 10;
const PASSWORD_MAX = 200;

// Of ten characters or more, from the published lists of the most used ones and their Spanish sisters; without accents.
const COMMON = new Set(
  `1234567890 0123456789 0987654321 9876543210 1111111111 0000000000 1234512345 1122334455 12345678910 123456789a a123456789 123456789q
  qwertyuiop qwerty1234 qwerty12345 qwertyuiop123 1q2w3e4r5t 1qaz2wsx3edc q1w2e3r4t5 asdfghjkl1 asdfghjklñ asdfasdfasdf zaq12wsxcde
  password12 password123 password1234 passw0rd123 passwordpassword contrasena contrasena1 contrasena12 contrasena123 contraseña
  contraseña1 contraseña123 miclave123 miclave1234 clave12345 clave123456 claveclave administrador administrator admin12345 admin123456
  bienvenido bienvenida bienvenido1 bienvenidos welcome123 welcome1234 letmein123 iloveyou12 iloveyou123 teamomucho teamomucho1 tequieromucho
  micontrasena micontraseña abcdefghij abcdefghijk abcd123456 abc1234567 abcde12345 aaaaaaaaaa chilechile vivachile1 vivachile123 vivachilemierda
  colocolo10 colocolo12 colocolo123 colocolo1925 udechile123 universidaddechile universidad catolica10 catolica123 santiago10 santiago123 valparaiso
  liceo12345 liceo123456 profesor10 profesor123 profesor1234 profesora1 profesora123 estudiante estudiantes director123 directora123
  educacion1 educacion123 colegio123 colegio1234 nodosnodos nodos12345 nodos123456 primavera1 primavera123 septiembre noviembre1 diciembre1
  princesa10 princesa123 mariposa10 mariposa123 superman10 superman123 futbol1234 football123 baseball123 dragon1234 sunshine10 sunshine123 monkey1234
  qazwsxedcrfv 1234qwerasdf 12341234123 123123123123 1231231231 123321123321 12qwaszx34`
    .split(/\s+/)
    .map(plain),
);

function plain(value: string): string {
  return searchText(value).replaceAll(" ", "");
}

/** "password_common", "password_personal", or null when it will do. Spaces, case and accents do not make it better. */
export function passwordWeakness(password: string, owner: { name?: string; email?: string } = {}): string | null {
  const given = plain(password);
  if (COMMON.has(given) || new Set(given).size <= 3) return "password_common";
  const own = ownWords(owner);
  const core = given.replace(/^[^a-z]+|[^a-z]+$/g, ""); // without the «123!» that people put behind a name
  const letters = given.replace(/[^a-z]/g, "");
  return own.has(core) || own.has(letters) || given === plain(owner.email ?? "") ? "password_personal" : null;
}

/** What stands in a name and an address, as people write it into a password. */
function ownWords({ name = "", email = "" }: { name?: string; email?: string }): Set<string> {
  const words = searchText(name).split(" ").filter(Boolean);
  const [local = "", host = ""] = searchText(email).split("@");
  const pairs = words.flatMap((first) => words.map((second) => (first === second ? first + first : first + second)));
  return new Set([...words, ...pairs, words.join(""), local, local.replace(/[^a-z]/g, ""), host, host.split(".")[0] ?? ""].filter((word) => word.length > 2));
}

/** A password as typed: nothing is trimmed. Composed and decomposed accents are the same password. */
export const newPassword = z
  .string("required")
  .overwrite((value) => value.normalize("NFC"))
  .min(PASSWORD_MIN, "password_short")
  .max(PASSWORD_MAX, "too_long");

/** A password to be compared: no rule but a length that keeps hashing cheap. */
export const typedPassword = z
  .string("required")
  .overwrite((value) => value.normalize("NFC"))
  .min(1, "required")
  .max(PASSWORD_MAX, "too_long");

/** For `superRefine`: says beside `field` why this password will not do. */
export function refusePassword(context: z.core.$RefinementCtx, field: string, password: string | null | undefined, owner: { name?: string; email?: string }): void {
  const weakness = password ? passwordWeakness(password, owner) : null;
  if (weakness) context.addIssue({ code: "custom", message: weakness, path: [field] });
}
