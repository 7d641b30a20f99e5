/** The page of a project, or of one of its parts: where a mail's reader acts. */
export function projectPath(code: string, ...parts: string[]): string {
  return ['/projects', code, ...parts].join('/');
}

/** The public page of a draw. */
export const drawPath = (number: number): string => `/draws/${number}`;

/** The page where a witness enters the digits. */
export const ceremonyPath = (id: string): string => `/ceremonies/${id}`;

/** Where an invitation is signed for; says nothing of the project, since its reader may be anybody. */
export const invitationPath = (serviceId: string): string => `/invitations/${serviceId}`;
