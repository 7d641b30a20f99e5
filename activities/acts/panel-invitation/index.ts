import { acceptInvitation } from './accept-invitation';
import { declineInvitation } from './decline-invitation';

export const PANEL_INVITATION_ACTS = [acceptInvitation, declineInvitation];
