import { sign, verify } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { secretsFromEnvironment, secretsOfFolder } from '../../ops/stack/secrets';
import { freshSecrets } from '../support/production-environment';

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'dangyan-secrets-'));
});

afterEach(() => rmSync(home, { recursive: true }));

test('a folder gets secrets once, for its user only, and keeps them', () => {
  const first = secretsOfFolder(home);
  const again = secretsOfFolder(home);
  expect(statSync(join(home, 'secrets.json')).mode & 0o777).toBe(0o600);
  expect(again.drawKey.equals(first.drawKey)).toBe(true);
  expect(again.dbApiPassword).toBe(first.dbApiPassword);
  expect(first.hmacKey).toHaveLength(32);
  const signature = sign(null, Buffer.from('root'), first.auditKey);
  expect(verify(null, Buffer.from('root'), again.auditKey, signature)).toBe(true);
});

test('no two folders share a secret, and no two secrets of a folder are equal', () => {
  const other = mkdtempSync(join(tmpdir(), 'dangyan-secrets-'));
  const texts = [home, other].flatMap((folder) => {
    secretsOfFolder(folder);
    return Object.values(JSON.parse(readFileSync(join(folder, 'secrets.json'), 'utf8')));
  });
  rmSync(other, { recursive: true });
  expect(new Set(texts).size).toBe(18);
});

test('production takes them from its environment', () => {
  const env = freshSecrets();
  const secrets = secretsFromEnvironment(env);
  expect(secrets.sessionSecret).toBe(env.DANGYAN_SESSION_SECRET);
  expect(secrets.drawKey.toString('base64')).toBe(env.DANGYAN_DRAW_KEY);
});

test('there are no defaults: every missing or malformed one is named, and no value is shown', () => {
  const env = {
    ...freshSecrets(),
    DANGYAN_HMAC_KEY: 'too-short',
    DANGYAN_DB_API_PASSWORD: 'changeme',
    DANGYAN_AUDIT_KEY: undefined,
  };
  const refusal = () => secretsFromEnvironment(env);
  expect(refusal).toThrow(
    /DANGYAN_DB_API_PASSWORD is malformed[\s\S]*DANGYAN_HMAC_KEY is malformed[\s\S]*DANGYAN_AUDIT_KEY is missing/,
  );
  expect(refusal).not.toThrow(/too-short|changeme/);
  expect(() => secretsFromEnvironment({})).toThrow(/^secrets:(\nDANGYAN_\w+ is missing: .+){9}$/);
});

test('a process asks for the ones it needs only', () => {
  const { DANGYAN_SESSION_SECRET } = freshSecrets();
  expect(secretsFromEnvironment({ DANGYAN_SESSION_SECRET }, ['sessionSecret'])).toEqual({
    sessionSecret: DANGYAN_SESSION_SECRET,
  });
});

test('a damaged file is refused by name', () => {
  secretsOfFolder(home);
  const file = join(home, 'secrets.json');
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), drawKey: '' }));
  expect(() => secretsOfFolder(home)).toThrow(`drawKey in ${file} is malformed`);
});
