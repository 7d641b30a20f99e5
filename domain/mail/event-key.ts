import { Refusal } from '../errors';
import { definitionOf, type MessageKind, type Occasion } from './message-kind';

const IDENTIFIER = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/**
 * The key that makes an occasion unique within its project, e.g. `report-due/2027Q1/reminder-1`. One row of the outbox
 * exists per project, event key and recipient, so telling twice of the same occasion is not possible.
 *
 * @param occasion the parts the kind names: identifiers of letters, digits, `.`, `_`, `-`; numbers from 1
 * @throws Refusal `MAIL_FIELD_MISSING`, `MAIL_FIELD_INVALID`
 */
export function eventKey<K extends MessageKind>(kind: K, occasion: Occasion<K>): string {
  const given = occasion as Record<string, string | number | undefined>;
  const parts = Object.entries(definitionOf(kind).occasion).map(([name, type]) => {
    const value = given[name];
    if (value === undefined || value === '') throw new Refusal('MAIL_FIELD_MISSING', { kind, field: name });
    const valid =
      type === 'number'
        ? Number.isSafeInteger(value) && (value as number) >= 1
        : typeof value === 'string' && IDENTIFIER.test(value);
    if (!valid) throw new Refusal('MAIL_FIELD_INVALID', { kind, field: name, allowed: type });
    return type === 'number' ? `${name}-${value}` : String(value);
  });
  return [kind, ...parts].join('/');
}
