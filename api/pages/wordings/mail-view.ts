import type { Response } from 'express';
import type { View } from '../page';

/** A mail stands alone: it brings its own styles, runs nothing and loads nothing. */
export function mailView({ response }: { response: Response }, html: string): View {
  response.set(
    'Content-Security-Policy',
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox",
  );
  return { template: 'wordings/mail', title: '', bare: true, data: { html } };
}
