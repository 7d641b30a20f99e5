import { noContent } from '../answer';
import { requestsPerAddress } from '../auth/attempts';
import { occasionNow, openRoute, type Route } from '../route';
import { idParams } from '../schemas';

const FROM_ONE_ADDRESS = 20;

export const disown = openRoute({
  method: 'post',
  path: '/api/v1/not-mine/{id}',
  tag: 'mail',
  summary: 'Say that mail to an address that nobody verified is not for oneself',
  description:
    'The id stands in the mail’s own link. Nothing goes there any more, and an officer looks for another contact. Answers the same for an address that does not exist.',
  params: idParams,
  answers: { 204: 'nothing' },
  guards: () => [requestsPerAddress(FROM_ONE_ADDRESS)],
  async handler({ deps, params }) {
    await deps.database.withCredential(params.id, async (tx) => {
      const { now } = await occasionNow(tx, deps.clock);
      await tx.$executeRaw`SELECT access.disown_address(${params.id}::uuid, ${now})`;
    });
    return noContent();
  },
});

export const NOT_MINE_ROUTES: readonly Route[] = [disown];
