import { upload } from '../routes/files';
import { newFormKey, type Submitting } from './page';
import { ask } from './visit';

/** Uploads the file that came with a form to a project. @returns its hash; undefined when none came */
export async function uploadFirst(
  context: Pick<Submitting, 'deps' | 'request' | 'response' | 'words' | 'files'>,
  project: string,
): Promise<string | undefined> {
  const [file] = context.files.filter(({ size }) => size > 0);
  if (!file) return undefined;
  const { body } = await ask(context, upload, { body: { project }, key: newFormKey(), file });
  return (body as { sha256: string }).sha256;
}
