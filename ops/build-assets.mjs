import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { build } from 'esbuild';

/** Style sheets in the order in which they take effect, as one file. */
const STYLES = ['tokens.css', 'components.css', 'pages.css'];

/** Families and weights of the design; each file holds some of the characters, and a browser loads those that a page needs. */
const FONTS = [
  ['@fontsource/noto-sans-sc', '400.css'],
  ['@fontsource/noto-sans-sc', '700.css'],
  ['@fontsource/noto-serif-sc', '700.css'],
];

/**
 * Copies what pages load into `folder`. Names hold a hash of the content, or of fonts the version of their package, so that they may
 * be cached for good; `names.json` lists them by their plain names.
 */
export async function buildAssets(root, folder) {
  const packages = createRequire(join(root, 'package.json'));
  const names = {};
  const write = (name, text) => {
    const [stem, ending] = name.split('.');
    names[name] = `${stem}.${createHash('sha256').update(text).digest('hex').slice(0, 12)}.${ending}`;
    writeFileSync(join(folder, names[name]), text);
  };
  const own = (name) => readFileSync(join(root, 'templates/assets', name), 'utf8');

  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  write('fonts.css', fonts(packages, folder));
  write('styles.css', STYLES.map(own).join('\n'));
  write('app.js', own('app.js'));
  write('check-draw.js', own('check-draw.js'));
  write('check-paper.js', own('check-paper.js'));
  write('icon.svg', own('icon.svg'));
  write('htmx.js', readFileSync(packages.resolve('htmx.org/dist/htmx.min.js'), 'utf8'));
  write('autosave.js', await moduleOf(join(root, 'browser/autosave.ts')));
  write('sheet.js', await moduleOf(join(root, 'browser/sheet.ts')));
  write('verify-draw.js', await moduleOf(join(root, 'domain/draw/verify-bundle.ts')));
  write('hash-file.js', await moduleOf(join(root, 'domain/crypto/sha256.ts')));
  write('verify_draw.py', readFileSync(join(root, 'verify/verify_draw.py'), 'utf8'));
  writeFileSync(join(folder, 'names.json'), JSON.stringify(names, null, 2));
}

/** What runs in pages, and rules that browsers repeat, as one module for browsers of 2021 and later. */
async function moduleOf(entry) {
  const { outputFiles } = await build({
    entryPoints: [entry],
    write: false,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: ['chrome93', 'firefox92', 'safari15.4'],
    charset: 'utf8',
    legalComments: 'eof',
    logLevel: 'warning',
  });
  return outputFiles[0].text;
}

/** The faces of all families with their files copied; faces of the same characters stand together, so that the text packs well. */
function fonts(packages, folder) {
  const faces = FONTS.flatMap(([name, sheet]) => {
    const from = dirname(packages.resolve(`${name}/${sheet}`));
    const { version } = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8'));
    const to = `${basename(name)}-${version}`;
    mkdirSync(join(folder, to), { recursive: true });
    const rules = readFileSync(join(from, sheet), 'utf8').match(/@font-face\s*\{[^}]+\}/g) ?? [];
    return rules.map((rule) => {
      const file = /url\(\.\/files\/([\w-]+\.woff2)\)/.exec(rule)[1];
      copyFileSync(join(from, 'files', file), join(folder, to, file));
      const face = rule
        .replace(/src:[^;]+;/, `src:url(${to}/${file}) format('woff2');`)
        .replace(/\s+/g, ' ')
        .replace(/\s*([{}:;,])\s*/g, '$1');
      return { face, range: /unicode-range:([^;}]+)/.exec(face)?.[1] ?? '' };
    });
  });
  return faces
    .sort((a, b) => (a.range < b.range ? -1 : a.range > b.range ? 1 : 0))
    .map(({ face }) => face)
    .join('\n');
}
