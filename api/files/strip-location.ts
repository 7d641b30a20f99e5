/**
 * A photo without what its camera wrote into it: place, time, owner, device. Only how it is to be turned is kept. Other files
 * are returned as they are.
 */
export function stripLocation(content: Uint8Array, mediaType: string): Uint8Array {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  if (mediaType === 'image/jpeg') return stripJpeg(bytes);
  if (mediaType === 'image/png') return stripPng(bytes);
  return content;
}

const SOI = Buffer.from([0xff, 0xd8]);
const EXIF = Buffer.from('Exif\0\0');
/** Markers: Exif and XMP, IPTC, comment; start of scan, after which there are no more segments. */
const APP1 = 0xe1;
const APP13 = 0xed;
const COM = 0xfe;
const SOS = 0xda;

/** ITU-T T.81 Annex B: segments of marker, length and contents up to the scan. */
function stripJpeg(bytes: Buffer): Buffer {
  const kept: Buffer[] = [SOI];
  let orientation = 1;
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1]!;
    if (marker === SOS) break;
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    const contents = bytes.subarray(at + 4, end);
    if (marker === APP1 && contents.subarray(0, 6).equals(EXIF)) orientation = orientationOf(contents.subarray(6));
    else if (marker !== APP1 && marker !== APP13 && marker !== COM) kept.push(bytes.subarray(at, end));
    at = end;
  }
  if (orientation !== 1) kept.splice(1, 0, orientationSegment(orientation));
  return Buffer.concat([...kept, bytes.subarray(at)]);
}

const ORIENTATION_TAG = 0x0112;

/** The orientation in the first directory of a TIFF structure (Exif 2.32 §4.6.4), 1 when there is none. */
function orientationOf(tiff: Buffer): number {
  const little = tiff.subarray(0, 2).toString('latin1') === 'II';
  const u16 = (at: number) => (at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  if (tiff.length < 8) return 1;
  const directory = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  const entries = u16(directory);
  for (let entry = 0; entry < entries; entry += 1) {
    const at = directory + 2 + entry * 12;
    if (at + 12 > tiff.length) return 1;
    if (u16(at) === ORIENTATION_TAG) return Math.min(Math.max(u16(at + 8), 1), 8);
  }
  return 1;
}

/** An Exif segment with nothing but the orientation. */
function orientationSegment(orientation: number): Buffer {
  const tiff = Buffer.from([
    0x4d,
    0x4d,
    0,
    0x2a,
    0,
    0,
    0,
    8,
    0,
    1,
    0x01,
    0x12,
    0,
    3,
    0,
    0,
    0,
    1,
    0,
    orientation,
    0,
    0,
    0,
    0,
    0,
    0,
  ]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(2 + EXIF.length + tiff.length);
  return Buffer.concat([Buffer.from([0xff, APP1]), length, EXIF, tiff]);
}

/** Chunks that say something of the world: Exif, text and time (PNG third edition, §11.3). */
const PNG_CHUNKS = ['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME'];
const PNG_SIGNATURE = 8;

function stripPng(bytes: Buffer): Buffer {
  const kept: Buffer[] = [bytes.subarray(0, PNG_SIGNATURE)];
  for (let at = PNG_SIGNATURE; at + 12 <= bytes.length; ) {
    const end = at + 12 + bytes.readUInt32BE(at);
    if (!PNG_CHUNKS.includes(bytes.toString('latin1', at + 4, at + 8))) kept.push(bytes.subarray(at, end));
    at = end;
  }
  return Buffer.concat(kept);
}
