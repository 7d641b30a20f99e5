import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { readToken } from '../../../domain/papers/paper-token';
import { type PublicPaper, verifyPaper } from '../../routes/public-papers';
import { publicTabs } from '../draws/public-tabs';
import { openPage } from '../page';
import { ask } from '../visit';
import { lookupView } from './lookup-page';

/** What an opinion or a certificate decided and whether it is in force; its file can be checked in the visitor's own browser. */
export const paperPage = openPage({
  path: '/verify/:code',
  params: z.object({ code: z.string().max(100) }),
  async show(visit) {
    const { words, params } = visit;
    const code = readToken(params.code);
    let paper: PublicPaper;
    try {
      paper = (await ask(visit, verifyPaper, { query: { code } })).body as PublicPaper;
    } catch (error) {
      // A code that was never given and one that has another form are the same to a stranger.
      if (error instanceof Refusal && ['NOT_FOUND', 'BAD_INPUT'].includes(error.code)) {
        return lookupView(words, params.code, 'none');
      }
      throw error;
    }
    return {
      template: 'verify/paper',
      title: words.t('papers.verify'),
      width: 'mid',
      data: {
        tabs: publicTabs(words, 'papers'),
        paper,
        state: paper.state,
        inForce: paper.state === 'in_force',
        decided: paper.passed === null ? null : words.value('outcomeOfPaper', paper.passed ? 'passed' : 'failed'),
      },
    };
  },
});
