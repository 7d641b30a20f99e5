import { logCall } from './log-call';
import { recordService } from './record-service';

export const SERVICE_ACTS = [recordService, logCall];
