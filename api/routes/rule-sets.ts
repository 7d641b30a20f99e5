import { z } from 'zod';
import { appendAudit } from '../../activities/audit/append-audit';
import type { Tx } from '../../activities/database/database';
import { toDate, toLocalDate } from '../../activities/database/dates';
import { INSTALLATION_CHAIN } from '../../domain/audit/audit-event';
import { digestOf } from '../../domain/crypto/sha256';
import { Refusal } from '../../domain/errors';
import { expected } from '../../domain/import/expected';
import { validateRuleSet } from '../../domain/rules/validate-rule-set';
import type { Prisma, RuleSetVersion } from '../../prisma/generated/client';
import { requireRoleIn } from '../actor';
import { created, noContent, ok } from '../answer';
import { maybeNamed, personNames } from '../person-names';
import { type Route, route } from '../route';
import { id, idParams, localDate, personName, sha256 } from '../schemas';

const head = z.object({
  id,
  code: z.string(),
  version: z.int(),
  name: z.string(),
  effectiveFrom: localDate,
  jurisdictionId: id.nullable(),
  sha256,
  /** Null: it ships with the software. */
  proposedBy: personName.nullable(),
  approvedBy: personName.nullable(),
  /** Counts from `effectiveFrom` on; a proposal waits for its second person. */
  state: z.enum(['shipped', 'proposed', 'approved']),
});

const whole = head.extend({ body: z.looseObject({}) }).meta({ id: 'RuleSetVersion' });

const PROPOSERS = ['admin', 'director', 'officer'] as const;

export const listRuleSets = route({
  method: 'get',
  path: '/api/v1/rule-sets',
  tag: 'rules',
  summary: 'All versions of all rule sets',
  query: z.strictObject({ code: z.string().max(50).optional() }),
  answers: { 200: z.object({ items: z.array(head) }) },
  async handler({ tx, query }) {
    const versions = await tx.ruleSetVersion.findMany({
      where: { code: query.code },
      omit: { body: true },
      orderBy: [{ code: 'asc' }, { version: 'desc' }],
    });
    const names = await namesOf(tx, versions);
    return ok({ items: versions.map((version) => view(version, names)) });
  },
});

export const readRuleSet = route({
  method: 'get',
  path: '/api/v1/rule-sets/{id}',
  tag: 'rules',
  summary: 'One version with every rule, its source and what in it is not certain',
  params: idParams,
  answers: { 200: whole },
  async handler({ tx, params }) {
    const found = await requireVersion(tx, params.id);
    const names = await namesOf(tx, [found]);
    return ok({ ...view(found, names), body: found.body as Prisma.JsonObject });
  },
});

export const proposeRuleSet = route({
  method: 'post',
  path: '/api/v1/rule-sets',
  tag: 'rules',
  summary: 'Propose a new version; it counts once a second person approved it',
  description: 'The version must be the next of its code. A version in force is never changed.',
  roles: PROPOSERS,
  body: z.strictObject({ body: z.looseObject({}) }),
  answers: { 201: z.object({ id, sha256 }) },
  refusals: ['RULE_SET_INVALID', 'STALE_VERSION'],
  async handler({ tx, actor, occasion, body }) {
    const ruleSet = validateRuleSet(body.body);
    const { code, version, name, effectiveFrom, scope } = ruleSet;
    const last = await tx.ruleSetVersion.findFirst({ where: { code }, orderBy: { version: 'desc' } });
    const next = (last?.version ?? 0) + 1;
    if (version !== next) throw new Refusal('STALE_VERSION', { field: 'version', value: version, allowed: next });
    const jurisdictionId = scope.jurisdiction ? await idOf(tx, scope.jurisdiction) : null;
    await requireMayChange(tx, actor, jurisdictionId, PROPOSERS);
    const digest = digestOf(ruleSet);
    const { id } = await tx.ruleSetVersion.create({
      data: {
        code,
        version,
        name,
        effectiveFrom: toDate(effectiveFrom),
        jurisdictionId,
        body: ruleSet as unknown as Prisma.InputJsonObject,
        sha256: digest,
        proposedById: actor.personId,
      },
    });
    await appendAudit(tx, INSTALLATION_CHAIN, {
      type: 'rule_set.proposed',
      actorId: actor.personId,
      at: occasion.now,
      payload: { ruleSetId: id, code, version, sha256: digest },
    });
    return created({ id, sha256: digest }, `/api/v1/rule-sets/${id}`);
  },
});

export const approveRuleSet = route({
  method: 'post',
  path: '/api/v1/rule-sets/{id}/approval',
  tag: 'rules',
  summary: 'Approve a version that somebody else proposed',
  roles: ['director', 'admin'],
  params: idParams,
  body: z.strictObject({ sha256: sha256.meta({ description: 'Of the version that was read' }) }),
  answers: { 204: 'nothing' },
  refusals: ['SAME_PERSON', 'STALE_VERSION', 'PROPOSAL_DECIDED'],
  async handler({ tx, actor, occasion, params, body }) {
    const found = await requireVersion(tx, params.id);
    if (found.approvedById || !found.proposedById)
      throw new Refusal('PROPOSAL_DECIDED', { field: 'id', value: found.id });
    if (found.sha256 !== body.sha256) {
      throw new Refusal('STALE_VERSION', { field: 'sha256', value: body.sha256, allowed: found.sha256 });
    }
    await requireMayChange(tx, actor, found.jurisdictionId, ['director', 'admin']);
    if ([actor.personId, actor.deputyFor?.personId].includes(found.proposedById)) throw new Refusal('SAME_PERSON');
    await tx.ruleSetVersion.update({ where: { id: found.id }, data: { approvedById: actor.personId } });
    const { id: ruleSetId, code, version, sha256: digest } = found;
    await appendAudit(tx, INSTALLATION_CHAIN, {
      type: 'rule_set.approved',
      actorId: actor.personId,
      at: occasion.now,
      payload: { ruleSetId, code, version, sha256: digest },
    });
    return noContent();
  },
});

/** Rules for everywhere are the city's, those of a district its own or the city's. */
async function requireMayChange(
  tx: Tx,
  actor: Parameters<typeof requireRoleIn>[1],
  jurisdictionId: string | null,
  roles: Parameters<typeof requireRoleIn>[2],
): Promise<void> {
  if (actor.grants.some(({ role }) => role === 'admin') && roles.includes('admin')) return;
  const place = jurisdictionId ?? (await tx.jurisdiction.findFirst({ where: { parentId: null } }))?.id;
  if (!place) throw new Refusal('FORBIDDEN', { allowed: ['admin'] });
  await requireRoleIn(tx, actor, roles, place, { above: true });
}

async function idOf(tx: Tx, code: string): Promise<string> {
  const found = await tx.jurisdiction.findUnique({ where: { code } });
  if (!found)
    throw new Refusal('RULE_SET_INVALID', {
      field: 'scope.jurisdiction',
      value: code,
      allowed: expected('jurisdiction'),
    });
  return found.id;
}

async function requireVersion(tx: Tx, versionId: string): Promise<RuleSetVersion> {
  const found = await tx.ruleSetVersion.findUnique({ where: { id: versionId } });
  if (!found) throw new Refusal('NOT_FOUND', { field: 'id', value: versionId });
  return found;
}

type Head = Omit<RuleSetVersion, 'body'>;

const namesOf = (tx: Tx, versions: readonly Head[]) =>
  personNames(
    tx,
    versions.flatMap(({ proposedById, approvedById }) => [proposedById, approvedById]),
  );

function view(version: Head, names: Map<string, string>): z.input<typeof head> {
  const { id, code, name, effectiveFrom, jurisdictionId, sha256, proposedById, approvedById } = version;
  return {
    id,
    code,
    version: version.version,
    name,
    effectiveFrom: toLocalDate(effectiveFrom),
    jurisdictionId,
    sha256,
    proposedBy: maybeNamed(names, proposedById),
    approvedBy: maybeNamed(names, approvedById),
    state: proposedById === null ? 'shipped' : approvedById === null ? 'proposed' : 'approved',
  };
}

export const RULE_SET_ROUTES: readonly Route[] = [listRuleSets, readRuleSet, proposeRuleSet, approveRuleSet];
