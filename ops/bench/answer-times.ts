import { subscribe, unsubscribe } from 'node:diagnostics_channel';

interface Message {
  request: { path: string };
}

/** Measures how long the answers to one kind of request take, as the clients of this process see it: in milliseconds. */
export function timeAnswers(pathEnd: string): { times: number[]; stop(): void } {
  const begun = new WeakMap<object, number>();
  const times: number[] = [];
  const onRequest = (message: unknown) => {
    const { request } = message as Message;
    if (request.path.endsWith(pathEnd)) begun.set(request, performance.now());
  };
  const onAnswer = (message: unknown) => {
    const at = begun.get((message as Message).request);
    if (at !== undefined) times.push(performance.now() - at);
  };
  subscribe('undici:request:create', onRequest);
  subscribe('undici:request:trailers', onAnswer);
  return {
    times,
    stop() {
      unsubscribe('undici:request:create', onRequest);
      unsubscribe('undici:request:trailers', onAnswer);
    },
  };
}
