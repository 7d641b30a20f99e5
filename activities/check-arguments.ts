import { z } from 'zod';
import { ACT_KINDS } from '../domain/lifecycle/act-table';
import { WORKFLOWS } from '../domain/lifecycle/position';

const v = z.literal(1);
const carried = { v, projectId: z.uuid(), generation: z.int().min(1) };

/**
 * What workflows pass to activities today. A replayed history does not show that arguments have changed since it was
 * made, so every activity looks at its own, and the arguments of stored histories are run through these.
 */
export const ACTIVITY_ARGUMENTS = {
  loadPosition: z.strictObject(carried),
  performAct: z.strictObject({
    ...carried,
    key: z.string().min(1),
    kind: z.enum(ACT_KINDS),
    actorId: z.uuid(),
    roles: z.array(z.string()),
    onBehalf: z.boolean(),
  }),
  ringAlarm: z.strictObject({ ...carried, workflow: z.enum(WORKFLOWS) }),
  moveClocks: z.strictObject({ v, calendarLoadId: z.uuid() }),
  carryCourse: z.strictObject({ v, courseId: z.uuid() }),
  stepTime: z.strictObject({ v, to: z.iso.datetime() }),
} as const;

/** @throws ZodError for arguments of a version, or of a shape, that this code does not know */
export function checkArguments(activity: keyof typeof ACTIVITY_ARGUMENTS, input: unknown): void {
  ACTIVITY_ARGUMENTS[activity].parse(input);
}
