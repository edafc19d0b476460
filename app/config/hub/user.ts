import { isDomainError } from "#app/domain/errors.ts";
import { enterPerson, renewPasswordLink } from "#app/domain/identity/entered-people.server.ts";
import { EmailInput, EnteredInput } from "#app/domain/identity/person.ts";
import { administratorCtx, withCurrentDatabase } from "./open.ts";
import { note, say } from "./terminal.ts";
import { type Args, Misuse, Refusal, type Verb } from "./verb.ts";

export const userCreate: Verb = {
  name: "user create",
  help: `
Makes a person and prints a link with which they set their password: it works once, for 24 hours. Give them
the link: they get no mail. The links begin with PUBLIC_URL, so set it as the server has it.`,
  options: {
    email: { type: "string", value: "ADDRESS", about: "the person's address", required: true },
    name: { type: "string", value: "NAME", about: "as people read it (with --again: not needed)" },
    admin: { type: "boolean", about: "makes them an administrator of the whole network" },
    again: { type: "boolean", about: "only a new link, for somebody who has an account; earlier links end" },
    json: { type: "boolean", about: "the result as JSON on stdout" },
  },
  run: async (args) => {
    const again = args.on("again");
    const email = address(args);
    const person = again ? null : typed(args);
    return withCurrentDatabase(async (database) => {
      const ctx = administratorCtx(database);
      const link = await worded(email, () => (person ? enterPerson(ctx, { ...person, admin: args.on("admin") }) : renewPasswordLink(ctx, email)));
      if (args.on("json")) say(JSON.stringify({ email, link }));
      else {
        note(`${again ? "a new link for" : "made"} ${email}${args.on("admin") && !again ? ", administrator" : ""}. It works once, for 24 hours:`);
        say(link);
      }
      return 0;
    });
  },
};

function address(args: Args): string {
  const email = EmailInput.safeParse({ email: args.text("email") }).data?.email;
  if (!email) throw new Misuse(`--email: "${args.text("email")}" is no mail address`);
  return email;
}

function typed(args: Args): EnteredInput {
  if (!args.text("name")) throw new Misuse("--name is missing (or --again, for a new link)");
  const parsed = EnteredInput.safeParse({ email: args.text("email"), name: args.text("name") });
  if (!parsed.success) throw new Misuse("--name: a name as it is read, of 120 characters at most, without links or symbols");
  return parsed.data;
}

async function worded(email: string, work: () => Promise<string>): Promise<string> {
  try {
    return await work();
  } catch (error) {
    if (!isDomainError(error)) throw error;
    if (error.fields.email?.includes("email_taken")) throw new Refusal(`${email} has an account already. For a new link:  --again`);
    if (error.reason === "administrator_first") throw new Refusal("this network has nobody yet: its first person must be an administrator (--admin)");
    if (error.code === "not_found") throw new Refusal(`nobody has an account with ${email}, or it is suspended`);
    throw error;
  }
}
