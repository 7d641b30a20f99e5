import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { ParentClosePolicy, startChild, workflowInfo } from '@temporalio/workflow';
import { type Carrying, partsOf } from '../domain/lifecycle/parts';
import type { Stage } from '../domain/lifecycle/stage';
import { Carrier } from './carrier';
import type { CarrierInput } from './contract';

/**
 * One key project from the annual plan to its closing.
 *
 * Stages follow one another as the acts of people and the steps of clocks move them (domain/lifecycle/act-table.ts);
 * this workflow keeps the alarm of the project's own clocks, starts the workflow of each part when the project enters
 * it, and continues as new at a stage's boundary when no part is under way.
 */
export async function projectAcceptance(input: CarrierInput): Promise<void> {
  const project = new Carrier('projectAcceptance', input);
  const parts = new Parts(input);
  let enteredAs: Stage | undefined;

  for (;;) {
    const { stage } = await project.settle();
    enteredAs ??= stage;
    if (stage === 'closed') break;
    await parts.start(project);
    // Years of tracking fill a history too.
    const atBoundary = stage !== enteredAs || workflowInfo().continueAsNewSuggested;
    if (atBoundary && parts.none) await project.continueAsNew();
    await project.somethingHappens(() => atBoundary && parts.none);
  }
  await project.finish();
}

/** The child workflows under way. They outlive a run of their parent and write their outcome as facts. */
class Parts {
  private readonly open = new Set<string>();

  constructor(private readonly input: CarrierInput) {}

  get none(): boolean {
    return this.open.size === 0;
  }

  async start(project: Carrier): Promise<void> {
    for (const part of partsOf(project.position)) await this.startOne(part);
  }

  private async startOne({ kind, workflowId }: Carrying): Promise<void> {
    if (this.open.has(workflowId)) return;
    this.open.add(workflowId);
    const { projectId, generation } = this.input;
    try {
      const child = await startChild(kind, {
        workflowId,
        parentClosePolicy: ParentClosePolicy.ABANDON,
        args: [{ projectId, generation }],
      });
      const gone = () => this.open.delete(workflowId);
      // A part that failed is started again when the project is next looked at: its facts say where it stood.
      child.result().then(gone, gone);
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      this.open.delete(workflowId);
    }
  }
}
