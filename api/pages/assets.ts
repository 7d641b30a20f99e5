import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import compression from 'compression';
import express, { type RequestHandler } from 'express';

const ASSETS_PATH = '/assets';

/** Addresses of what pages load. Their names hold a hash of the content, so a browser keeps them for good. */
export interface AssetNames {
  /** @throws Error for a name that the build did not make */
  path(name: string): string;
}

/** @param folder what `npm run build` made of `templates/assets`, with the list of its names */
export function assetNames(folder: string): AssetNames {
  const names = JSON.parse(readFileSync(join(folder, 'names.json'), 'utf8')) as Record<string, string>;
  return {
    path(name) {
      const hashed = names[name];
      if (!hashed) throw new Error(`There is no asset ${name}`);
      return `${ASSETS_PATH}/${hashed}`;
    },
  };
}

/** Serves them under `/assets`. */
export function serveAssets(folder: string): [string, ...RequestHandler[]] {
  return [
    ASSETS_PATH,
    compression(),
    express.static(folder, { immutable: true, maxAge: '365d', index: false, redirect: false }),
  ];
}
