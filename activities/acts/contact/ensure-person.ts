import type { ActContext } from '../../process/process-context';

export interface ContactPerson {
  name: string;
  title?: string;
  phone?: string;
  email?: string;
}

/**
 * The one record of a person: who has this name and this address already, else a new one. An address that another name uses
 * is not taken away from it, because offices share mailboxes.
 */
export async function ensurePerson(ctx: ActContext, contact: ContactPerson): Promise<string> {
  const { name, title, phone, email } = contact;
  const known = email
    ? await ctx.tx.emailAddress.findFirst({
        where: { address: email.toLowerCase(), endedAt: null, person: { name } },
        select: { personId: true },
      })
    : null;
  if (known) {
    await ctx.tx.person.update({
      where: { id: known.personId },
      data: { title, details: phone ? { upsert: { create: { phone }, update: { phone } } } : undefined },
    });
    return known.personId;
  }
  const person = await ctx.tx.person.create({
    data: {
      name,
      title,
      details: phone ? { create: { phone } } : undefined,
      addresses: email ? { create: { address: email.toLowerCase() } } : undefined,
    },
    select: { id: true },
  });
  return person.id;
}
