/** Text or bytes with at least 128 bits of entropy; keys for each use are derived from it. */
export type KeyMaterial = string | Buffer;

/** What the API is told about its installation. Secrets arrive as values; nothing here reads the environment. */
export interface ApiConfig {
  /** Scheme, host and port under which people reach it, e.g. `https://dangyan.example.gov.cn`. */
  origin: string;
  /** Signs session cookies and CSRF tokens. */
  sessionSecret: KeyMaterial;
  /** Compares the bodies of repeated requests, signs cursors and makes the tokens of one-time links. */
  hmacKey: KeyMaterial;
  /** Encrypts TOTP secrets. */
  totpKey: KeyMaterial;
  /** What a collector of metrics shows as its bearer token; null: metrics are not served. */
  metricsToken: string | null;
  /** Officers, directors and admins must have set up a second factor. */
  requireTotp: boolean;
  /** Proxies in front, whose word on the caller's address is taken. */
  trustedProxies: number;
  session: SessionLimits;
  limits: RequestLimits;
  /** Where workflows are started. */
  taskQueue: string;
  /** The folder of templates, wherever the code was compiled to. */
  templates: string;
  /** The folder of what pages load, as the build made it. */
  assets: string;
  version: string;
}

export interface SessionLimits {
  /** Minutes without a request after which a session ends. */
  idleMinutes: number;
  /** Hours after which it ends however busy. */
  absoluteHours: number;
  /** Minutes for which a password asked for again counts. */
  reauthenticationMinutes: number;
}

export interface RequestLimits {
  /** Failed attempts to sign in per login, and per address, within 15 minutes. */
  failuresPerLogin: number;
  failuresPerAddress: number;
  /** Requests of any kind per address and minute. */
  requestsPerMinute: number;
  /** Bytes of an uploaded file. */
  fileBytes: number;
}

/** OWASP ASVS 5.0 chapter 7 asks for both session limits and leaves their length to the installation. */
export const DEFAULT_SESSION_LIMITS: SessionLimits = { idleMinutes: 30, absoluteHours: 12, reauthenticationMinutes: 5 };

/** A bureau sits behind one address, hence the distance between the two limits on failures. */
export const DEFAULT_REQUEST_LIMITS: RequestLimits = {
  failuresPerLogin: 10,
  failuresPerAddress: 100,
  requestsPerMinute: 1_200,
  fileBytes: 50 * 1024 * 1024,
};
