import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { createMailRenderer, type Message } from '../activities/mail/render';
import { SAMPLE_CONTEXT, sampleMessage } from '../activities/mail/sample';
import { projectPath } from '../activities/project-root';
import { definitionOf, isMessageKind, MESSAGE_KINDS } from '../domain/mail/message-kind';

const TEMPLATES = projectPath('templates', 'mail');

/** Writes each kind, or the one named, as `<kind>.html` and `<kind>.txt`, and a mail of several reminders. */
function preview(kind: string | undefined, options: { out: string; practice: boolean }): void {
  if (kind !== undefined && !isMessageKind(kind)) {
    throw new Error(`no such kind: ${kind}. One of: ${MESSAGE_KINDS.join(', ')}`);
  }
  const folder = resolve(options.out);
  mkdirSync(folder, { recursive: true });
  const renderer = createMailRenderer(TEMPLATES);
  const write = (name: string, messages: [Message, ...Message[]]) => {
    const mail = renderer.render(messages, { ...SAMPLE_CONTEXT, practice: options.practice });
    writeFileSync(join(folder, `${name}.html`), mail.html);
    writeFileSync(join(folder, `${name}.txt`), `${mail.subject}\n\n${mail.text}`);
    for (const { filename, content } of mail.attachments) writeFileSync(join(folder, `${name}-${filename}`), content);
  };
  const kinds = kind === undefined ? MESSAGE_KINDS : [kind];
  for (const each of kinds) write(each, [sampleMessage(each)]);
  const [first, ...rest] = kinds.filter((each) => definitionOf(each).timing === 'grouped').map(sampleMessage);
  if (first && rest.length > 0) write('several-reminders', [first, ...rest]);
  process.stdout.write(`${kinds.length} kinds of mail in ${folder}\n`);
}

if (require.main === module) {
  new Command('mail-preview')
    .description('writes every kind of mail, filled with samples')
    .argument('[kind]', 'one kind only')
    .option('--out <dir>', 'folder to write to', 'dist/mail-preview')
    .option('--practice', 'as an installation on practice time sends it', false)
    .action(preview)
    .parse();
}
