import { defineSearchAttributeKey, type SearchAttributePair, SearchAttributeType } from '@temporalio/common';
import type { Position } from '../domain/lifecycle/position';

export const STAGE_ATTRIBUTE = defineSearchAttributeKey('Stage', SearchAttributeType.KEYWORD);
export const JURISDICTION_ATTRIBUTE = defineSearchAttributeKey('Jurisdiction', SearchAttributeType.KEYWORD);

/** By what a workflow can be listed: set at start and by continue-as-new, and never anything personal. */
export function searchAttributesOf(position: Pick<Position, 'stage' | 'jurisdiction'>): SearchAttributePair[] {
  return [
    { key: STAGE_ATTRIBUTE, value: position.stage },
    { key: JURISDICTION_ATTRIBUTE, value: position.jurisdiction },
  ];
}
