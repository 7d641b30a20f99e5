import { parentPort, workerData } from 'node:worker_threads';
import type { Calendar } from '../../domain/calendar/calendar';
import { planSchedule } from '../../domain/plan/schedule/plan-schedule';
import type { ScheduleProblem } from '../../domain/plan/schedule/schedule-problem';

/** What the thread is given: the arguments of `planSchedule`. */
export type ScheduleOrder = [problem: ScheduleProblem, calendar: Calendar, prk: Uint8Array];

// What it throws ends the thread and reaches who waits for it.
parentPort!.postMessage(planSchedule(...(workerData as ScheduleOrder)));
