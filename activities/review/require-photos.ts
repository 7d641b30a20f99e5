import { Refusal } from '../../domain/errors';
import { formOf } from '../acts/application/applications';
import type { ActContext } from '../process/process-context';
import type { Review } from './review';

/** What a tablet takes and every browser shows. */
const PICTURES = ['image/jpeg', 'image/png'];

interface Photographed {
  sampleItemId: string | null;
  photos: readonly string[];
}

/**
 * Photos of volumes are taken where the owner agreed, and never of a classified one; each is a picture that who hands it in
 * uploaded for this project.
 *
 * @throws Refusal PHOTO_NOT_ALLOWED, FILE_UNKNOWN, FILE_TYPE_NOT_ALLOWED
 */
export async function requirePhotos(ctx: ActContext, { round }: Review, found: readonly Photographed[]): Promise<void> {
  const photographed = found.filter(({ photos }) => photos.length > 0);
  if (photographed.length === 0) return;
  const field = 'photos';
  const application = await ctx.tx.application.findUniqueOrThrow({ where: { id: round.applicationId } });
  if (!formOf(application).photosAgreed) {
    throw new Refusal('PHOTO_NOT_ALLOWED', { field, allowed: 'where the owner agreed to it' });
  }
  const itemIds = photographed.flatMap(({ sampleItemId }) => sampleItemId ?? []);
  if ((await ctx.tx.sampleItem.count({ where: { id: { in: itemIds }, ordinal: { not: null } } })) > 0) {
    throw new Refusal('PHOTO_NOT_ALLOWED', { field, allowed: 'of a volume that is not classified' });
  }
  const hashes = [...new Set(photographed.flatMap(({ photos }) => photos))];
  const uploads = await ctx.tx.fileUpload.findMany({
    where: { sha256: { in: hashes }, projectId: ctx.project.id, uploadedById: ctx.actorId },
    select: { sha256: true, file: { select: { mediaType: true } } },
  });
  const unknown = hashes.find((hash) => !uploads.some(({ sha256 }) => sha256 === hash));
  if (unknown) throw new Refusal('FILE_UNKNOWN', { field, value: unknown, allowed: 'a file of your own' });
  const other = uploads.find(({ file }) => !PICTURES.includes(file.mediaType));
  if (other) {
    throw new Refusal('FILE_TYPE_NOT_ALLOWED', { field, value: other.file.mediaType, allowed: ['jpg', 'jpeg', 'png'] });
  }
}
