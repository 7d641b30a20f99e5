import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { encodedPath } from '../../domain/handover/parse-manifest';

/** Contents that are packed already. */
const PACKED = /\.(?:pdf|jpe?g|png|tiff?|zip|docx|xlsx)$/i;

/**
 * Writes a zipped BagIt bag (RFC 8493) file by file; held is a piece at a time, and a hash a file. All of it lies in one folder of the
 * zip.
 */
export class BagWriter {
  readonly #zip: Zip;
  readonly #payload: string[] = [];
  readonly #tags: string[] = [];
  #bytes = 0;
  #failure: Error | null = null;
  #full = false;

  constructor(
    private readonly out: Writable,
    private readonly folder: string,
    private readonly at: Date,
  ) {
    this.#zip = new Zip((error, chunk, final) => {
      if (error) this.#failure ??= error;
      else if (!out.write(chunk)) this.#full = true;
      if (final) out.end();
    });
  }

  /** Adds a file of the payload. */
  async add(path: string, pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void> {
    const { hash, size } = await this.#write(`data/${path}`, pieces);
    this.#bytes += size;
    this.#payload.push(`${hash}  ${encodedPath(`data/${path}`)}\n`);
  }

  /** @param about members of bag-info.txt */
  async finish(about: Readonly<Record<string, string>>): Promise<void> {
    const info = { ...about, 'Payload-Oxum': `${this.#bytes}.${this.#payload.length}` };
    await this.#tag('bagit.txt', 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n');
    await this.#tag(
      'bag-info.txt',
      Object.entries(info)
        .map(([name, value]) => `${name}: ${value.replace(/[\r\n]+/g, ' ')}\n`)
        .join(''),
    );
    await this.#tag('manifest-sha256.txt', this.#payload.join(''));
    await this.#write('tagmanifest-sha256.txt', [Buffer.from(this.#tags.join(''))]);
    this.#zip.end();
    await once(this.out, 'finish');
  }

  async #tag(path: string, text: string): Promise<void> {
    const { hash } = await this.#write(path, [Buffer.from(text)]);
    this.#tags.push(`${hash}  ${path}\n`);
  }

  async #write(path: string, pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>) {
    const hash = createHash('sha256');
    const name = `${this.folder}/${path}`;
    const file = PACKED.test(path) ? new ZipPassThrough(name) : new ZipDeflate(name, { level: 6 });
    file.mtime = this.at;
    this.#zip.add(file);
    let size = 0;
    for await (const piece of pieces) {
      hash.update(piece);
      size += piece.length;
      // The zip may keep what it is given.
      file.push(Uint8Array.from(piece), false);
      await this.#room();
    }
    file.push(new Uint8Array(), true);
    await this.#room();
    return { hash: hash.digest('hex'), size };
  }

  async #room(): Promise<void> {
    if (this.#failure) throw this.#failure;
    if (!this.#full) return;
    this.#full = false;
    await once(this.out, 'drain');
  }
}
