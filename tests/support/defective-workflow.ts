/** An error that is no failure of the workflow: its task fails, and is handed out again. */
export async function defective(): Promise<never> {
  throw new Error('a defect');
}
