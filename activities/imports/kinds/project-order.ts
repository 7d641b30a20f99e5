import type { ProjectLine } from '../../../domain/import/kinds/projects';
import type { ListingOrder } from '../../projects/add-listing';
import type { ProjectOrder } from '../../projects/create-project';

/** The project that a line of a list makes. */
export function projectOrder(record: ProjectLine, listing: ListingOrder, jurisdictionId: string): ProjectOrder {
  const { name, industry, nationalCode, location, owner, creditCode, investmentWan, constructionStart, completion } =
    record;
  return {
    jurisdictionId,
    name,
    industry,
    listing,
    nationalCode: nationalCode ?? undefined,
    location: location ?? undefined,
    investmentWan: investmentWan ?? undefined,
    owner: owner ? { name: owner, creditCode: creditCode ?? undefined } : undefined,
    constructionStart: constructionStart ?? undefined,
    completion: completion ?? undefined,
  };
}
