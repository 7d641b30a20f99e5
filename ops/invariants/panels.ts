import type { Invariant } from './violation';

/** Rounds from the full panel on have an odd number of seats, at least five, each confirmed or recorded as left. */
export const panelsAreLawful: Invariant = {
  name: 'a panel in force is odd, of five or more, each seat held once',
  check: (tx) => tx.$queryRaw`
    SELECT p.code AS subject, 'round ' || r.number || ': ' || count(DISTINCT s.id) || ' seats' AS detail
      FROM "Round" r
      JOIN "Project" p ON p.id = r."projectId"
      JOIN "Seat" s ON s."roundId" = r.id
     WHERE r.step NOT IN ('days', 'seats', 'frozen', 'inviting', 'ended')
     GROUP BY p.code, r.id HAVING count(DISTINCT s.id) % 2 = 0 OR count(DISTINCT s.id) < 5
    UNION ALL
    SELECT p.code, 'round ' || r.number || ': seat ' || s.number || ' is vacant or has not confirmed'
      FROM "Seat" s
      JOIN "Round" r ON r.id = s."roundId"
      JOIN "Project" p ON p.id = r."projectId"
      LEFT JOIN "SeatHolder" h ON h."seatId" = s.id AND h."endedAt" IS NULL
     WHERE r.step IN ('full', 'sampling', 'inspecting', 'deliberating', 'voting', 'tallied', 'announced')
       AND (s.state <> 'confirmed' OR h.answer IS DISTINCT FROM 'accepted')
    UNION ALL
    SELECT p.code, 'round ' || r.number || ': one person on two seats'
      FROM "SeatHolder" h
      JOIN "Seat" s ON s.id = h."seatId"
      JOIN "Round" r ON r.id = s."roundId"
      JOIN "Project" p ON p.id = r."projectId"
     WHERE h."endedAt" IS NULL
     GROUP BY p.code, r.id, h."personId" HAVING count(*) > 1
    UNION ALL
    SELECT p.code, 'round ' || r.number || ': seat ' || s.number || ' held twice'
      FROM "SeatHolder" h
      JOIN "Seat" s ON s.id = h."seatId"
      JOIN "Round" r ON r.id = s."roundId"
      JOIN "Project" p ON p.id = r."projectId"
     WHERE h."endedAt" IS NULL
     GROUP BY p.code, r.id, s.id HAVING count(*) > 1`,
};

/**
 * No seat was filled but by appointment, draw or recorded replacement: a drawn one names its revealed draw, and a replacement
 * stands in that draw's public record.
 */
export const seatsAreFilledLawfully: Invariant = {
  name: 'a seat is filled by appointment, draw or recorded replacement',
  check: (tx) => tx.$queryRaw`
    SELECT p.code AS subject, 'seat ' || s.number || ' via ' || h.via AS detail
      FROM "SeatHolder" h
      JOIN "Seat" s ON s.id = h."seatId"
      JOIN "Round" r ON r.id = s."roundId"
      JOIN "Project" p ON p.id = r."projectId"
      LEFT JOIN "Draw" d ON d.id = h."drawId"
     WHERE (h.via IN ('draw', 'replacement')) <> (s.role = 'expert')
        OR (h.via = 'replacement' AND d.bundle IS NOT NULL
            AND NOT jsonb_path_exists(d.bundle::jsonb, '$.refills[*].filled[*].id ? (@ == $id)', jsonb_build_object('id',
              ((d.bundle::jsonb #> '{result,drawn}') || (d.bundle::jsonb #> '{result,alternates}')) ->> (h."ticketRank" - 1))))
        OR (h.via IN ('draw', 'replacement') AND d.state IS DISTINCT FROM 'revealed'
            AND NOT (d.state = 'void' AND h."endedAt" IS NOT NULL))`,
};
