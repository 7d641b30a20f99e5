import type { PaperFacts } from '../../../domain/papers/fill-template';
import type { PaperCode } from '../../../domain/papers/paper-kind';
import { meetingNoticeFacts, replyFacts } from './case-facts';
import {
  criticismFacts,
  findingNoticeFacts,
  memberLetterFacts,
  opinionFacts,
  rectificationFacts,
} from './conclusion-facts';
import { drawRecordFacts } from './draw-facts';
import { applicationFacts, handOverFacts, registrationFacts } from './form-facts';
import type { PaperContent, PaperSource } from './paper-source';
import { ballotFacts, fetchListFacts, scoreSheetFacts, signInFacts } from './room-facts';

type Gather = (source: PaperSource, content: PaperContent) => Promise<PaperFacts>;

const GATHER: Record<PaperCode, Gather> = {
  opinion: opinionFacts,
  certificate: opinionFacts,
  rectification_notice: rectificationFacts,
  finding_notice: findingNoticeFacts,
  criticism_request: criticismFacts,
  reply_accept: replyFacts,
  reply_refuse: replyFacts,
  member_letter: memberLetterFacts,
  meeting_notice: meetingNoticeFacts,
  sign_in_sheet: signInFacts,
  fetch_list: fetchListFacts,
  score_sheet: scoreSheetFacts,
  ballot: ballotFacts,
  draw_record: drawRecordFacts,
  registration_form: registrationFacts,
  application_form: applicationFacts,
  hand_over_receipt: handOverFacts,
};

/** What a paper of this wording says beside what all say. */
export function factsOf(source: PaperSource, code: PaperCode, content: PaperContent): Promise<PaperFacts> {
  return GATHER[code](source, content);
}
