-- A revision of a sheet is made in the open and has no seal.
ALTER TABLE "SheetIn" ALTER COLUMN "sealHash" DROP NOT NULL;

-- The last one who presides confirms his own leaving; the other of the two people is the recorder.
ALTER TABLE "Departure" DROP CONSTRAINT "Departure_two_people";

-- Check-ins of a round's sitting of now. The order of facts tells what came first: in practice time much happens at one instant.
CREATE FUNCTION sealed.arrivals(round uuid) RETURNS TABLE ("seatId" uuid, sequence integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT c."seatId", f.sequence FROM public."CheckIn" c
  JOIN public."MeetingHalfDay" h ON h.id = c."halfDayId"
  JOIN public."Fact" f ON f.id = c."factId"
  WHERE c."roundId" = round
    AND h.sitting = (SELECT max(x.sitting) FROM public."MeetingHalfDay" x WHERE x."roundId" = round)
$$;

-- Whether the holder left, recorded by two people, after this time.
CREATE FUNCTION sealed.left_after(seat uuid, sequence integer) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (
    SELECT FROM public."Departure" d JOIN public."Fact" f ON f.id = d."confirmedFactId"
    WHERE d."seatId" = seat AND f.sequence > $2)
$$;

-- Seats that came to this sitting and have not left it.
CREATE FUNCTION sealed.present(round uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT a."seatId" FROM sealed.arrivals(round) a
  GROUP BY a."seatId" HAVING NOT sealed.left_after(a."seatId", max(a.sequence))
$$;

-- Whether a seat's holder left this sitting, recorded by two people, and has not been checked in since.
CREATE OR REPLACE FUNCTION sealed.departed(seat uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT sealed.left_after(seat, (SELECT min(a.sequence) FROM sealed.arrivals(s."roundId") a))
    AND seat NOT IN (SELECT sealed.present(s."roundId"))
  FROM public."Seat" s WHERE s.id = seat
$$;

-- Why a round's sheets may not be opened yet, or null. Who owes one is up to the rule set: every seat that is present, those
-- to whom sections were given, or one sheet of all.
CREATE OR REPLACE FUNCTION sealed.sheets_refusal(round uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  r record;
  owing boolean;
BEGIN
  SELECT x.step, x."sectionShares", v.body #>> '{scoring,mode}' AS mode INTO r
  FROM public."Round" x JOIN public."RuleSetVersion" v ON v.id = x."ruleSetId" WHERE x.id = round FOR UPDATE OF x;
  IF r.step IS DISTINCT FROM 'inspecting' THEN RETURN 'CLOSED'; END IF;
  SELECT coalesce(bool_or(NOT EXISTS (
    SELECT FROM public."SheetIn" i WHERE i."roundId" = round AND i."seatId" = s.id AND NOT i.void)), false) INTO owing
  FROM public."Seat" s
  WHERE s.id IN (SELECT sealed.present(round))
    AND (r.mode = 'each' OR r.mode = 'sections' AND r."sectionShares" @> jsonb_build_array(jsonb_build_object('seatId', s.id)));
  IF owing OR NOT EXISTS (SELECT FROM public."SheetIn" i WHERE i."roundId" = round AND NOT i.void) THEN RETURN 'SHEETS_OUTSTANDING'; END IF;
  RETURN NULL;
END $$;

REVOKE ALL ON FUNCTION sealed.arrivals, sealed.left_after, sealed.present FROM PUBLIC;

-- A sample's record is published once, when no next ticket can be asked for any more; a panel's grows by vacancies.
DROP TRIGGER committed ON "Draw";
CREATE TRIGGER committed BEFORE UPDATE ON "Draw"
  FOR EACH ROW WHEN (NEW.commitment IS DISTINCT FROM OLD.commitment OR NEW.root <> OLD.root OR NEW."secretHash" <> OLD."secretHash"
    OR NEW.number <> OLD.number OR NEW."roundId" <> OLD."roundId" OR NEW.purpose <> OLD.purpose
    OR OLD.state <> 'committed' AND (NEW.state <> OLD.state
      OR OLD.bundle IS NULL AND NEW.bundle IS NOT NULL AND OLD.purpose <> 'sample'
      OR OLD.bundle IS NOT NULL AND NEW.bundle IS DISTINCT FROM OLD.bundle AND (OLD.purpose = 'sample'
        OR NEW.bundle::jsonb - '{members,refills,digest}'::text[] IS DISTINCT FROM OLD.bundle::jsonb - '{members,refills,digest}'::text[])))
  EXECUTE FUNCTION integrity.refuse();
