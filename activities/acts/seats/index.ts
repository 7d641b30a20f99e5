import { appointSeat } from './appoint-seat';
import { decideDeparture } from './decide-departure';
import { nameMember } from './name-member';
import { proposeDeparture } from './propose-departure';
import { requestMember } from './request-member';
import { vacateSeat } from './vacate-seat';

export const SEAT_ACTS = [appointSeat, requestMember, nameMember, vacateSeat, proposeDeparture, decideDeparture];
