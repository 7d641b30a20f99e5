/** Roles that count only once a director confirmed them. */
export const CONFIRMED_ROLES = ['director', 'officer', 'recorder', 'witness'] as const;

/** Whether giving this role takes a second person. */
export const needsConfirmation = (role: string): boolean => CONFIRMED_ROLES.some((each) => each === role);
