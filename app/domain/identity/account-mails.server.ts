/** The mails about one's account: what they say is in emails/, when they are sent is in the use cases. */
import type { Ctx } from "#app/domain/context.ts";
import type { MailContent } from "#app/domain/mail/mail.ts";
import { enqueueMail } from "#app/domain/mail/outbox.server.ts";
import { absolute, paths } from "#app/paths.ts";
import { newId } from "#db/ids.ts";
import { accountConfirm } from "#emails/account-confirm.ts";
import { accountEmailChanged } from "#emails/account-email-changed.ts";
import { accountEmailConfirm } from "#emails/account-email-confirm.ts";
import { accountExists } from "#emails/account-exists.ts";
import { accountPasswordChanged } from "#emails/account-password-changed.ts";
import { accountReset } from "#emails/account-reset.ts";
import { accountSignInLink } from "#emails/account-sign-in-link.ts";

interface Addressee {
  name: string;
  email: string;
}

const networkOf = (ctx: Ctx) => ({ name: ctx.deployment.networkName, url: absolute(ctx.deployment, paths.home()) });

/** Each act is a message of its own: its key is new. */
function send(tx: Ctx, to: Addressee, content: MailContent): Promise<void> {
  return enqueueMail(tx, { kind: "account", to: { name: to.name, address: to.email }, key: `account:${newId()}`, content });
}

export function mailConfirm(tx: Ctx, to: Addressee, token: string): Promise<void> {
  return send(tx, to, accountConfirm({ network: networkOf(tx), name: to.name, url: absolute(tx.deployment, paths.confirm(token)) }));
}

export function mailExists(tx: Ctx, to: Addressee, token: string): Promise<void> {
  const resetUrl = absolute(tx.deployment, paths.resetRequest());
  return send(tx, to, accountExists({ network: networkOf(tx), name: to.name, url: absolute(tx.deployment, paths.signInLink(token)), resetUrl }));
}

export function mailSignInLink(tx: Ctx, to: Addressee, token: string, back?: string): Promise<void> {
  return send(tx, to, accountSignInLink({ network: networkOf(tx), name: to.name, url: absolute(tx.deployment, paths.signInLink(token, back)) }));
}

export function mailReset(tx: Ctx, to: Addressee, token: string): Promise<void> {
  return send(tx, to, accountReset({ network: networkOf(tx), name: to.name, url: absolute(tx.deployment, paths.reset(token)) }));
}

export function mailEmailConfirm(tx: Ctx, to: Addressee, token: string): Promise<void> {
  return send(tx, to, accountEmailConfirm({ network: networkOf(tx), name: to.name, email: to.email, url: absolute(tx.deployment, paths.accountEmailConfirm(token)) }));
}

export function mailEmailChange(tx: Ctx, to: Addressee, newEmail: string, done: boolean): Promise<void> {
  return send(tx, to, accountEmailChanged({ network: networkOf(tx), name: to.name, done, email: newEmail }));
}

export function mailPasswordChanged(tx: Ctx, to: Addressee): Promise<void> {
  const resetUrl = absolute(tx.deployment, paths.resetRequest());
  return send(tx, to, accountPasswordChanged({ network: networkOf(tx), name: to.name, at: tx.now, resetUrl }));
}
