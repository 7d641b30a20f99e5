import type { Dossier } from './dossier';
import { MeetingRoom } from './meeting-room';
import { Occasion } from './occasion';
import type { Troupe } from './troupe';

/** Everybody comes to the meeting that is fixed for today, and it is held as far as it gets. */
export async function holdMeeting(troupe: Troupe, dossier: Dossier): Promise<void> {
  const recorder = new Occasion(troupe, dossier.bureau.recorder, dossier);
  const round = await recorder.round();
  const halfDay = round?.halfDays.find(({ date }) => date === recorder.today);
  if (!round || !halfDay || (round.step !== 'full' && round.step !== 'adjourned')) return;
  if (!recorder.once(`met ${halfDay.id}`)) return;
  const room = new MeetingRoom(recorder, round);
  if (round.step === 'adjourned') troupe.world.happened('meeting_resumed', recorder.code);
  await room.checkIn(halfDay.id);
  if ((await room.step()) === 'sampling') await room.drawSample();
  if ((await room.step()) === 'inspecting') await room.inspect();
  if ((await room.step()) === 'deliberating') await room.deliberate();
  if ((await room.step()) === 'voting') await room.vote();
  if ((await room.step()) === 'tallied') await room.announce();
  if ((await room.step()) === 'adjourned') troupe.world.happened('meeting_adjourned', recorder.code);
}
