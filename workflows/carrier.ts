import {
  ActivityFailure,
  ApplicationFailure,
  allHandlersFinished,
  CancellationScope,
  condition,
  getExternalWorkflowHandle,
  makeContinueAsNewFunc,
  proxyActivities,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import { Mutex } from 'async-mutex';
import { Refusal } from '../domain/errors';
import { actRule } from '../domain/lifecycle/act-table';
import { partsOf, workflowsFor } from '../domain/lifecycle/parts';
import type { Position, WorkflowKind } from '../domain/lifecycle/position';
import { transition } from '../domain/lifecycle/transition';
import {
  type ActInput,
  type ActResult,
  act,
  type CarrierInput,
  type Moved,
  type ProcessActivities,
  position,
  refresh,
} from './contract';
import { searchAttributesOf } from './search-attributes';

/** Answers kept in the workflow: the second of the three layers of one act, one effect. */
const ANSWERS_KEPT = 200;

/** Between attempts at an alarm that a defect keeps from ringing. */
const AFTER_DEFECT = '10 minutes';

const process = proxyActivities<ProcessActivities>({
  // The fairest table of a draw may take minutes to find. Whoever is at it says so; nobody else has more than the heartbeat's time.
  startToCloseTimeout: '30 minutes',
  heartbeatTimeout: '20 seconds',
  retry: { initialInterval: '100 milliseconds', backoffCoefficient: 2, maximumInterval: '10 seconds' },
});

/**
 * Carries one project, or one part of its life, from act to act: hears acts and the `refresh` signal, keeps the
 * position that the facts gave last, and rings the alarm of its clocks.
 *
 * The facts decide; the position here is what they said when last asked, so nothing is lost when this workflow is.
 */
export class Carrier {
  /** What the facts said last; undefined until first asked. */
  private known: Position | undefined;
  /** The facts may say something else by now. */
  private stale = true;
  private draining = false;
  /** The timer under way, for the alarm of that instant. */
  private timer: { at: string; scope: CancellationScope } | undefined;
  private readonly mutex = new Mutex();
  private readonly answers: Map<string, ActResult>;

  /** Registers the handlers, so call it before the first await of a workflow. */
  constructor(
    private readonly kind: WorkflowKind,
    private readonly input: CarrierInput,
  ) {
    this.answers = new Map(input.answers ?? []);
    setHandler(act, (asked) => this.hear(asked), { validator: (asked) => this.validate(asked) });
    setHandler(refresh, (told) => {
      // What is older than what was read meanwhile says nothing new.
      if (!told || !this.known) this.stale = true;
      else if (told.version > this.known.version) this.known = told;
    });
    setHandler(position, () => this.known ?? null);
  }

  /** Where the project stands. Only after `settle`. */
  get position(): Position {
    if (!this.known) throw ApplicationFailure.nonRetryable('position asked before it was loaded', 'INTERNAL');
    return this.known;
  }

  /** Settles, and says whether the project is where it needs the part that this workflow carries. */
  async isCalledFor(): Promise<boolean> {
    return partsOf(await this.settle()).some(({ workflowId }) => workflowId === workflowInfo().workflowId);
  }

  /** Brings the position up to date and does what is due; returns when nothing is left to do. */
  async settle(): Promise<Position> {
    while (this.stale || this.alarm === 0) {
      try {
        await this.mutex.runExclusive(() => this.look());
      } catch (error) {
        if (isReplaced(error)) throw error;
        // A defect, by now in an officer's queue. Acts are heard meanwhile, and the alarm is tried again.
        await sleep(AFTER_DEFECT);
        this.stale = true;
      }
    }
    return this.position;
  }

  /** Sleeps until an act, a signal, the alarm or `besides` gives a reason to look. */
  async somethingHappens(besides: () => boolean = () => false): Promise<void> {
    const before = this.position.version;
    this.setTimer();
    await condition(() => this.stale || this.position.version !== before || besides());
  }

  /**
   * Goes on in a fresh run with the same id. Refuses acts first and waits for those under way: without refusing, a busy
   * project never finds the moment.
   */
  async continueAsNew(): Promise<never> {
    this.draining = true;
    await condition(allHandlersFinished);
    const answers = [...this.answers].slice(-ANSWERS_KEPT);
    const goOn = makeContinueAsNewFunc<(input: CarrierInput) => Promise<void>>({
      typedSearchAttributes: searchAttributesOf(this.position),
    });
    return goOn({ ...this.input, answers });
  }

  /** Before the workflow ends: refuses further acts and answers those under way. */
  async finish(): Promise<void> {
    this.draining = true;
    await condition(allHandlersFinished);
  }

  private get alarm(): number | undefined {
    return this.known?.alarmInMs[this.kind];
  }

  /** One timer for the alarm; one that stays as it was keeps its timer. */
  private setTimer(): void {
    const at = this.alarm === undefined ? undefined : this.known?.alarmAt[this.kind];
    if (at === this.timer?.at) return;
    this.timer?.scope.cancel();
    this.timer = undefined;
    if (at === undefined || this.alarm === undefined) return;
    const wait = this.alarm;
    const scope = new CancellationScope();
    this.timer = { at, scope };
    const rung = () => {
      this.timer = undefined;
      this.stale = true;
    };
    scope.run(() => sleep(wait)).then(rung, () => undefined);
  }

  /** The synchronous part of hearing: what it refuses leaves no trace in the history. */
  private validate(asked: ActInput): void {
    if (this.draining) throw ApplicationFailure.nonRetryable('The workflow is continuing as new', 'CONTINUING');
    if (actRule(asked.kind).workflow !== this.kind) {
      throw ApplicationFailure.nonRetryable(`${this.kind} does not hear ${asked.kind}`, 'INTERNAL');
    }
    if (this.answers.has(asked.key) || this.stale || !this.known) return;
    refuseIllegal(this.known, asked);
  }

  private async hear(asked: ActInput): Promise<ActResult> {
    const given = this.answers.get(asked.key);
    if (given) return given;
    return this.mutex.runExclusive(async () => {
      const givenMeanwhile = this.answers.get(asked.key);
      if (givenMeanwhile) return givenMeanwhile;
      if (this.stale) await this.look();
      // Another act may have passed the validator on the same position. An act whose answer was lost is recorded
      // already and may look illegal now, so the record is asked before the lifecycle: performAct refuses.
      const { result, ...moved } = await process.performAct({ ...asked, generation: this.input.generation });
      this.answers.set(asked.key, result);
      if (this.answers.size > ANSWERS_KEPT) this.answers.delete(this.answers.keys().next().value as string);
      await this.move(moved);
      return result;
    });
  }

  private async look(): Promise<void> {
    // Lowered first: a signal that arrives while the facts are being read must be heard again.
    this.stale = false;
    const carried = { v: 1, projectId: this.input.projectId, generation: this.input.generation } as const;
    if (this.known) await this.move(await process.ringAlarm({ ...carried, workflow: this.kind }));
    else this.known = await process.loadPosition(carried);
  }

  /** Takes the new position, and tells the other workflows of this project that it concerns. */
  private async move({ position, hear }: Moved): Promise<void> {
    const before = this.known ?? position;
    // While the activity ran another workflow may have told of something later.
    if (position.version >= before.version) this.known = position;
    const everybody = () => [...workflowsFor(before), ...workflowsFor(position)].map(({ workflowId }) => workflowId);
    for (const id of new Set(hear ?? everybody())) {
      if (id === workflowInfo().workflowId) continue;
      // A relative that is gone has nothing to look at.
      await getExternalWorkflowHandle(id)
        .signal(refresh, position)
        .catch(() => undefined);
    }
  }
}

/** A rebuild made another workflow for this part, or the project is gone: nothing here is to go on. */
function isReplaced(error: unknown): boolean {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  return cause instanceof ApplicationFailure && (cause.type === 'STALE_GENERATION' || cause.type === 'NOT_FOUND');
}

/** @throws ApplicationFailure of the refusal's code */
function refuseIllegal(position: Position, asked: ActInput): void {
  try {
    transition(position, asked);
  } catch (error) {
    if (error instanceof Refusal) throw ApplicationFailure.nonRetryable(error.message, error.code, error.details);
    throw error;
  }
}
