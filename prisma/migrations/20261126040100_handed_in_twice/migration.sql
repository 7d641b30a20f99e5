-- Who hands in twice is told so.
CREATE OR REPLACE FUNCTION sealed.put_sheet(key text, round uuid, seat uuid, person uuid, seal_hash text, value bytea, scan text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  refusal text := sealed.refusal(round, seat, person, 'inspecting', scan);
BEGIN
  IF refusal IS NOT NULL THEN RETURN refusal; END IF;
  IF EXISTS (SELECT FROM sealed.sheet s WHERE s."roundId" = round AND s."personId" = person AND s.claimed) THEN RETURN 'SHEET_SUBMITTED'; END IF;
  DELETE FROM sealed.sheet s WHERE s."roundId" = round AND s."personId" = person;
  INSERT INTO sealed.sheet (key, "roundId", "seatId", "personId", "sealHash", sealed, "scanSha256")
  VALUES (key, round, seat, person, seal_hash, value, scan);
  PERFORM sealed.hide_scan(round, scan);
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION sealed.put_ballot(key text, round uuid, seat uuid, person uuid, seal_hash text, value bytea, scan text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  refusal text := sealed.refusal(round, seat, person, 'voting', scan);
BEGIN
  IF refusal IS NOT NULL THEN RETURN refusal; END IF;
  IF EXISTS (SELECT FROM sealed.ballot b WHERE b."roundId" = round AND b."personId" = person AND b.claimed) THEN RETURN 'SEAT_COUNTED_TWICE'; END IF;
  DELETE FROM sealed.ballot b WHERE b."roundId" = round AND b."personId" = person;
  INSERT INTO sealed.ballot (key, "roundId", "seatId", "personId", "sealHash", sealed, "scanSha256")
  VALUES (key, round, seat, person, seal_hash, value, scan);
  PERFORM sealed.hide_scan(round, scan);
  RETURN NULL;
END $$;
