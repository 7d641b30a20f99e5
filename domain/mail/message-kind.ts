import { Refusal } from '../errors';
import { checkFields, type DataOf } from './fields';
import type { KindDefinition } from './kind-definition';
import { ACCOUNT_KINDS } from './kinds/account';
import { BODY_KINDS } from './kinds/body';
import { BUREAU_KINDS } from './kinds/bureau';
import { EXPERT_KINDS } from './kinds/expert';
import { OWNER_ACCEPTANCE_KINDS } from './kinds/owner-acceptance';
import { OWNER_CLOSING_KINDS } from './kinds/owner-closing';
import { OWNER_TRACKING_KINDS } from './kinds/owner-tracking';
import { WITNESS_KINDS } from './kinds/witness';

/** The closed list of messages Dangyan sends. */
const KINDS = {
  ...ACCOUNT_KINDS,
  ...OWNER_TRACKING_KINDS,
  ...OWNER_ACCEPTANCE_KINDS,
  ...OWNER_CLOSING_KINDS,
  ...BODY_KINDS,
  ...WITNESS_KINDS,
  ...EXPERT_KINDS,
  ...BUREAU_KINDS,
} as const;

export type MessageKind = keyof typeof KINDS;

export const MESSAGE_KINDS = Object.keys(KINDS) as MessageKind[];

/** Plain JSON; what a row of the outbox stores and a template shows. */
export type MessageData<K extends MessageKind = MessageKind> = DataOf<(typeof KINDS)[K]['fields']>;

/** What the event key of a kind is made of. */
export type Occasion<K extends MessageKind> = {
  -readonly [P in keyof (typeof KINDS)[K]['occasion']]: (typeof KINDS)[K]['occasion'][P] extends 'number'
    ? number
    : string;
};

export function isMessageKind(value: string): value is MessageKind {
  return Object.hasOwn(KINDS, value);
}

/** @throws Refusal `MAIL_KIND_UNKNOWN` */
export function definitionOf(kind: MessageKind): KindDefinition {
  if (!isMessageKind(kind)) throw new Refusal('MAIL_KIND_UNKNOWN', { field: 'kind', value: kind });
  return KINDS[kind];
}

/**
 * The data, checked and cleaned; to be called before a row is stored and again before it is rendered.
 *
 * @throws Refusal `MAIL_KIND_UNKNOWN`, `MAIL_FIELD_MISSING`, `MAIL_FIELD_INVALID`
 */
export function checkMessage<K extends MessageKind>(kind: K, data: unknown): MessageData<K> {
  return checkFields(kind, definitionOf(kind).fields, data) as MessageData<K>;
}

/** The reader's deadline, a date or an instant; null when the message sets none. */
export function deadlineOf(data: object): string | null {
  return (data as { due?: string | null }).due ?? null;
}
