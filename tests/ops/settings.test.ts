import { readSettings } from '../../ops/settings';

const PRODUCTION = {
  NODE_ENV: 'production',
  DANGYAN_ORIGIN: 'https://dangyan.example.cn/',
  DANGYAN_MAIL_FROM: 'dangyan@example.cn',
};

test('on one’s own machine everything has a default', () => {
  expect(readSettings({})).toMatchObject({ host: '127.0.0.1', port: 3000, requireTotp: false, metricsToken: null });
});

test('in production what others see has to be said, and a second factor is asked for', () => {
  expect(() => readSettings({ NODE_ENV: 'production', DANGYAN_ORIGIN: '' })).toThrow(
    /^settings:\nDANGYAN_ORIGIN is missing: the address under which .+\nDANGYAN_MAIL_FROM is missing: the address that .+$/,
  );
  expect(readSettings(PRODUCTION)).toMatchObject({ origin: 'https://dangyan.example.cn', requireTotp: true });
  expect(readSettings({ ...PRODUCTION, DANGYAN_REQUIRE_TOTP: 'false' }).requireTotp).toBe(false);
});

test.each([
  ['DANGYAN_ORIGIN', 'dangyan.example.cn'],
  ['DANGYAN_ORIGIN', 'https://example.cn/dangyan'],
  ['DANGYAN_MAIL_FROM', 'somebody'],
  ['DANGYAN_PORT', '70000'],
  ['DANGYAN_METRICS_TOKEN', 'changeme'],
  ['DANGYAN_REQUIRE_TOTP', 'perhaps'],
  ['DANGYAN_TRUSTED_PROXIES', '-1'],
  ['DANGYAN_ACTIVITIES', '0'],
])('%s=%s is refused by name, without its value', (name, value) => {
  const refusal = () => readSettings({ ...PRODUCTION, [name]: value });
  expect(refusal).toThrow(new RegExp(`^settings:\n${name} is malformed: .+$`));
  expect(refusal).not.toThrow(`is malformed: ${value}`);
});
