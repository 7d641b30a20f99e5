import { type ErrorCode, Refusal, type RefusalDetails } from '../../../domain/errors';
import type { PaperOrder } from './paper-order';
import { setDocx } from './set-docx';
import { PdfSetter } from './set-pdf';

/** What the process says of an order: the bytes in base64, or why there are none. */
export type PressAnswer =
  | { bytes: string }
  | { refusal: { code: ErrorCode; details: RefusalDetails } }
  | { failure: string };

let setter: PdfSetter | undefined;

async function answer({ document, format, origin }: PaperOrder): Promise<PressAnswer> {
  try {
    setter ??= new PdfSetter();
    const bytes = format === 'pdf' ? setter.set(document, origin) : await setDocx(document, origin);
    return { bytes: Buffer.from(bytes).toString('base64') };
  } catch (error) {
    if (error instanceof Refusal) return { refusal: { code: error.code, details: error.details } };
    return { failure: String((error as Error).stack ?? error) };
  }
}

process.on('message', (order) => {
  void answer(order as PaperOrder).then((said) => process.send!(said));
});
// Who asked is gone.
process.on('disconnect', () => process.exit());
