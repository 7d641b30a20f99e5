/** One request as a browser makes it. */
export interface HttpRequest {
  method: string;
  path: string;
  headers?: Record<string, string>;
  body?: string | FormData;
}

/** A browser's part of HTTP for one person: its own cookies, and one more try when a connection broke. */
export class HttpSession {
  readonly #cookies = new Map<string, string>();

  constructor(readonly origin: string) {}

  /** @throws TypeError when the server can't be reached twice in a row */
  async send({ method, path, headers = {}, body }: HttpRequest): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const ask = () =>
      fetch(new URL(path, this.origin), { method, body, headers: { ...headers, ...(cookie ? { cookie } : {}) } });
    // A kept connection may end just as it is used; every request that changes something carries its key.
    const response = await ask().catch(ask);
    for (const line of response.headers.getSetCookie()) {
      const [name, value] = line.split(';', 1)[0]!.split(/=(.*)/s);
      this.#cookies.set(name!, value!);
    }
    return response;
  }
}
