import type { Service } from '../../../prisma/generated/client';
import { toLocalDate } from '../../database/dates';
import type { ActContext } from '../../process/process-context';
import { startItemClocks } from './start-item-clocks';

/** A rectification notice was served: the term of each of its items begins. */
export async function noticeServed(ctx: ActContext, service: Service & { servedOn: Date }): Promise<undefined> {
  await startItemClocks(ctx, service.subjectId, toLocalDate(service.servedOn));
}
