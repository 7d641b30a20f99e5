import type { ActKind, ActorRole } from '../../../domain/lifecycle/act-table';
import type { Outcome, RoundStep, Stage } from '../../../domain/lifecycle/stage';

/** A project as its page shows it to one person. */
export interface ProjectView {
  code: string;
  stage: Stage;
  suspended: boolean;
  location: string | null;
  outcome: Outcome | null;
  roles: ActorRole[];
  /** What the person may do now. */
  acts: ActKind[];
  round: { id: string; number: number; kind: 'acceptance' | 'reinspection'; step: RoundStep } | null;
}

/** Rows of a project's lists, as far as people read them. */
export interface Parts {
  services: { id: string; subjectKind: string; subjectId: string; personId: string | null; servedOn: string | null };
  registrations: { id: string; version: number; state: string };
  corrections: {
    id: string;
    subject: 'registration' | 'application';
    items: { id: string; field: string; answer: string | null }[];
  };
  clocks: {
    kind: string;
    subject: string;
    state: string;
    due: string | null;
    stoppedOn: string | null;
  };
  reports: { id: string; period: string };
  visits: { findings: { id: string; state: string }[] };
  applications: { id: string; number: number; state: string };
  catalogues: { id: string; sha256: string; volumes: number };
  proposals: { id: string; kind: string; state: string; proposedById: string };
  items: { id: string; state: string; text: string };
  parties: { organisationId: string; name: string; role: string; until: string | null };
  'hand-overs': { id: string; receiverId: string; state: string };
  papers: { id: string; kind: string; reference: string | null; voidedAt: string | null };
  facts: { id: string; kind: string; detail: unknown };
  rounds: Round;
}

export interface Round {
  id: string;
  number: number;
  kind: 'acceptance' | 'reinspection';
  step: RoundStep;
  endedAt: string | null;
  halfDays: { id: string; date: string; half: string; sitting: number }[];
  seats: {
    id: string;
    number: number;
    role: string;
    state: string;
    holder: { id: string; personId: string; answer: string | null } | null;
  }[];
  draws: { id: string; number: number; purpose: string; state: string; ceremonyId: string | null }[];
  samples: { id: string; seatId: string | null; stratum: string; inspected: boolean; notProduced: boolean }[];
  findings: { id: string; code: string; mark: string | null }[];
  sheetsIn: string[];
  ballotsIn: string[];
  result: { passed: boolean; againstScore: boolean; announcedOn: string | null } | null;
  opinion: { id: string; state: string; passed: boolean } | null;
}
