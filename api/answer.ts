/** What a route answers: a status, a body as the contract describes it, and headers of its own. */
export interface Answer<Status extends number = number, Body = unknown> {
  status: Status;
  body: Body;
  headers?: Readonly<Record<string, string>>;
}

export const ok = <Body>(body: Body): Answer<200, Body> => ({ status: 200, body });

/** @param location path of what was made */
export const created = <Body>(body: Body, location: string): Answer<201, Body> => ({
  status: 201,
  body,
  headers: { Location: location },
});

/** What goes on after the answer. @param location path where one sees how far it has come */
export const accepted = <Body>(body: Body, location: string): Answer<202, Body> => ({
  status: 202,
  body,
  headers: { Location: location },
});

export const noContent = (): Answer<204, null> => ({ status: 204, body: null });
