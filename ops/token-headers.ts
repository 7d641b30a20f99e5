/** What a program says to the API who it is: a person's access token in DANGYAN_TOKEN. @throws Error without one */
export function tokenHeaders(): { Authorization: string } {
  const { DANGYAN_TOKEN } = process.env;
  if (!DANGYAN_TOKEN) throw new Error('DANGYAN_TOKEN is not set: an access token of the person who asks');
  return { Authorization: `Bearer ${DANGYAN_TOKEN}` };
}
