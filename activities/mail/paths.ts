/** The page of a project, or of one of its parts: where a mail's reader acts. */
export function projectPath(code: string, ...parts: string[]): string {
  return ['/projects', code, ...parts].join('/');
}
