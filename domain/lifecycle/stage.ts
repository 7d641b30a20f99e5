/** Stages of a project's life (spec: the acceptance table). The workflow alone moves a project between them. */
export const STAGES = [
  'planned',
  'registering',
  'tracking',
  'reviewing',
  'paneling',
  'convening',
  'inspecting',
  'concluding',
  'rectifying',
  'reinspecting',
  'barred',
  'external',
  'awaiting_completion',
  'handing_over',
  'closed',
] as const;

export type Stage = (typeof STAGES)[number];

/** Off the main line: where a project is only when the outcome or the route takes it there. */
export const SIDE_STAGES: readonly Stage[] = ['rectifying', 'reinspecting', 'barred', 'external'];

/** The main line of a project's life, in its order. */
export const MAIN_STAGES = STAGES.filter((stage) => !SIDE_STAGES.includes(stage));

/** Every stage but `closed`. */
export const OPEN_STAGES = STAGES.filter((stage) => stage !== 'closed') as Exclude<Stage, 'closed'>[];

/** Stages in which a panel is formed, meets, or has its opinion written. */
export const ROUND_STAGES = ['paneling', 'convening', 'inspecting', 'concluding', 'reinspecting'] as const;

/** How a round of panel and meeting proceeds. In a re-inspection all of it happens within `reinspecting`. */
export const ROUND_STEPS = [
  'days',
  'seats',
  'frozen',
  'inviting',
  'full',
  'sampling',
  'inspecting',
  'deliberating',
  'voting',
  'adjourned',
  'tallied',
  'announced',
  'ended',
] as const;

export type RoundStep = (typeof ROUND_STEPS)[number];

/** Who accepts the archives: set when a registration is confirmed. */
export const ROUTES = ['own', 'entrusted', 'upper', 'sector', 'joined'] as const;

export type Route = (typeof ROUTES)[number];

/** How a project's file was closed. */
export const OUTCOMES = ['handed_over', 'retained', 'accepted_elsewhere', 'cancelled', 'removed'] as const;

export type Outcome = (typeof OUTCOMES)[number];
