/**
 * Preloaded into a server of the journeys (`node --import ./e2e/moved-clock.ts …`): its clock runs on from wherever the test puts it. The test says
 * how far ahead by a message, and is told when that has been taken. Nothing of this is in the product.
 */
const RealDate = Date;
let ahead = 0;
const now = () => RealDate.now() + ahead;

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, self) => Reflect.construct(target, args.length > 0 ? args : [now()], self) as object,
  apply: () => new RealDate(now()).toString(),
  get: (target, key) => (key === "now" ? now : Reflect.get(target, key)),
});

process.on("message", (message: { ahead?: number }) => {
  if (typeof message.ahead !== "number") return;
  ahead = message.ahead;
  process.send?.({ taken: ahead });
});
// The channel alone does not keep the server from ending.
process.channel?.unref();
