import { Refusal } from '../../../domain/errors';
import type { Route } from '../../../domain/lifecycle/stage';
import { allowedRoutes } from '../../../domain/registration/allowed-routes';
import type { ProcessContext } from '../../process/process-context';
import { organisationName } from '../../projects/organisations';
import { partiesOf } from '../../projects/parties';

/** Nobody accepts his own archives. @throws Refusal OWNER_IS_ORGANISER */
export async function checkRoute(ctx: ProcessContext, route: Route): Promise<void> {
  const owners = await ctx.tx.organisation.findMany({
    where: { id: { in: await partiesOf(ctx, 'owner') } },
    select: { kinds: true, names: { select: { name: true } } },
  });
  const allowed = allowedRoutes({
    isOrganiser: owners.some(({ names }) => names.some(({ name }) => name === ctx.project.jurisdiction.bureauName)),
    isArchive: owners.some(({ kinds }) => kinds.includes('archives')),
  });
  if (!allowed.includes(route)) throw new Refusal('OWNER_IS_ORGANISER', { field: 'route', value: route, allowed });
}

/**
 * The name of the body that organises: this bureau, the one above it, or the competent department.
 *
 * @throws Refusal BAD_INPUT where the record does not say it and nobody named it
 */
export async function organiserOf(ctx: ProcessContext, route: Route, named: string | undefined): Promise<string> {
  const { jurisdiction } = ctx.project;
  if (route === 'own' || route === 'entrusted' || route === 'joined') return jurisdiction.bureauName;
  const [department] = route === 'sector' ? await partiesOf(ctx, 'department') : [];
  const parent =
    route === 'upper' && jurisdiction.parentId
      ? await ctx.tx.jurisdiction.findUnique({ where: { id: jurisdiction.parentId }, select: { bureauName: true } })
      : null;
  const organiser = named ?? parent?.bureauName ?? (department && (await organisationName(ctx.tx, department)));
  if (!organiser) throw new Refusal('BAD_INPUT', { field: 'organiser', value: null, allowed: 'name of the organiser' });
  return organiser;
}
