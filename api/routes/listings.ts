import { z } from 'zod';
import { line } from '../../activities/acts/field-types';
import { addListing } from '../../activities/projects/add-listing';
import type { Prisma } from '../../prisma/generated/client';
import { ListingCategory } from '../../prisma/generated/enums';
import { requireRoleIn } from '../actor';
import { created, ok } from '../answer';
import { pageById, pageOf, pageQuery } from '../cursor';
import { type Route, route } from '../route';
import { id } from '../schemas';
import { visible } from '../visible';
import { visibleProject } from '../visible-project';

const category = z.enum(ListingCategory);

/** A line of a year's key-project list as somebody copies it. */
export const listingInput = z.strictObject({
  year: z.int().min(1990).max(2100),
  level: line(20),
  category,
  number: line(40),
  text: z.record(z.string(), z.string()).meta({ description: 'The line as printed, by column' }),
});

const row = z
  .object({ ...listingInput.shape, id, project: z.object({ id, code: z.string(), name: z.string() }) })
  .meta({ id: 'Listing', description: 'A line of a year’s key-project list' });

const INCLUDE = { project: { select: { id: true, code: true, name: true } } } satisfies Prisma.ListingInclude;

const listListings = route({
  method: 'get',
  path: '/api/v1/listings',
  tag: 'plans',
  summary: 'Lines of the key-project lists, by year, level, category or bureau',
  query: pageQuery.extend({
    year: z.coerce.number().int().optional(),
    level: z.string().max(20).optional(),
    category: category.optional(),
    jurisdictionId: id.optional(),
    projectId: id.optional(),
  }),
  answers: { 200: pageOf(row) },
  async handler(context) {
    const { tx, deps, query } = context;
    const { year, level, category, jurisdictionId, projectId } = query;
    const see = await visible(context);
    const where: Prisma.ListingWhereInput = {
      AND: [see.listing, { year, level, category, projectId, project: { jurisdictionId } }],
    };
    const { rows, nextCursor } = await pageById(deps.config.hmacKey, 'listings', query, (page) =>
      tx.listing.findMany({
        where,
        include: INCLUDE,
        orderBy: [{ year: 'desc' }, { level: 'asc' }, { number: 'asc' }, { id: 'asc' }],
        ...page,
      }),
    );
    const items = rows.map((each) => ({ ...each, text: each.text as Record<string, string> }));
    return ok({ items, nextCursor });
  },
});

const linkListing = route({
  method: 'post',
  path: '/api/v1/projects/{code}/listings',
  tag: 'plans',
  summary: 'Link a line of a year’s key-project list to a project that there is',
  description: 'The same line again changes nothing.',
  roles: ['officer'],
  params: z.strictObject({ code: z.string().max(40) }),
  body: listingInput,
  answers: { 201: z.object({ id }) },
  refusals: ['LISTING_TAKEN'],
  async handler(context) {
    const { tx, actor, params, body } = context;
    const { project } = await visibleProject(context, params.code);
    await requireRoleIn(tx, actor, ['officer'], project.jurisdictionId, { above: true });
    const id = await addListing(tx, project.id, body);
    return created({ id }, `/api/v1/listings?projectId=${project.id}`);
  },
});

export const LISTING_ROUTES: readonly Route[] = [listListings, linkListing];
