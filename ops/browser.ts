import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';

/**
 * A real Chromium without a window, from npm: nothing of the system is needed. Close it. The package's own arguments are left
 * out: they switch off web security.
 *
 * @param more arguments of one test
 */
export async function startBrowser(more: readonly string[] = []): Promise<Browser> {
  const args = ['--no-sandbox', ...more];
  return playwright.launch({ executablePath: await chromium.executablePath(), args });
}
