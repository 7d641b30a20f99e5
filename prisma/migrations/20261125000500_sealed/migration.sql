-- Sealed values: no role reads or writes the tables of this schema, only these functions, which answer with a refusal's code
-- instead of raising, so that no statement is logged. What they hold is encrypted with a key outside the database.
GRANT USAGE ON SCHEMA sealed TO dangyan_api, dangyan_worker;

-- Why this person may not hand in for that seat now, or null. An officer hands in what was written on paper, with its scan.
CREATE FUNCTION sealed.refusal(round uuid, seat uuid, person uuid, at_step public."RoundStep", scan text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT CASE
    WHEN NOT EXISTS (
      SELECT FROM public."SeatHolder" h JOIN public."Seat" s ON s.id = h."seatId"
      WHERE s."roundId" = $1 AND s.id = $2 AND h."personId" = $3 AND h."endedAt" IS NULL AND h.answer = 'accepted')
    THEN 'SEAT_NOT_ON_PANEL'
    WHEN $3 IS DISTINCT FROM access.person() AND (scan IS NULL OR NOT EXISTS (
      SELECT FROM public."Round" r JOIN public."Project" p ON p.id = r."projectId"
      WHERE r.id = $1 AND p."jurisdictionId" IN (SELECT access.staff_jurisdictions())))
    THEN 'ACT_NOT_YOURS'
    WHEN NOT EXISTS (SELECT FROM public."Round" r WHERE r.id = $1 AND r.step = at_step) THEN 'CLOSED'
  END
$$;

-- A paper's scan shows what is on it.
CREATE FUNCTION sealed.hide_scan(round uuid, scan text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  UPDATE public."FileUpload" SET sealed = true
  WHERE sha256 = scan AND "projectId" = (SELECT "projectId" FROM public."Round" WHERE id = $1)
$$;

CREATE FUNCTION sealed.put_sheet(key text, round uuid, seat uuid, person uuid, seal_hash text, value bytea, scan text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  refusal text := sealed.refusal(round, seat, person, 'inspecting', scan);
BEGIN
  IF refusal IS NOT NULL THEN RETURN refusal; END IF;
  IF EXISTS (SELECT FROM sealed.sheet s WHERE s."roundId" = round AND s."personId" = person AND s.claimed) THEN RETURN 'CLOSED'; END IF;
  DELETE FROM sealed.sheet s WHERE s."roundId" = round AND s."personId" = person;
  INSERT INTO sealed.sheet (key, "roundId", "seatId", "personId", "sealHash", sealed, "scanSha256")
  VALUES (key, round, seat, person, seal_hash, value, scan);
  PERFORM sealed.hide_scan(round, scan);
  RETURN NULL;
END $$;

CREATE FUNCTION sealed.put_ballot(key text, round uuid, seat uuid, person uuid, seal_hash text, value bytea, scan text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  refusal text := sealed.refusal(round, seat, person, 'voting', scan);
BEGIN
  IF refusal IS NOT NULL THEN RETURN refusal; END IF;
  IF EXISTS (SELECT FROM sealed.ballot b WHERE b."roundId" = round AND b."personId" = person AND b.claimed) THEN RETURN 'CLOSED'; END IF;
  DELETE FROM sealed.ballot b WHERE b."roundId" = round AND b."personId" = person;
  INSERT INTO sealed.ballot (key, "roundId", "seatId", "personId", "sealHash", sealed, "scanSha256")
  VALUES (key, round, seat, person, seal_hash, value, scan);
  PERFORM sealed.hide_scan(round, scan);
  RETURN NULL;
END $$;

-- The act takes the value that waits under its key; from then on it stands. Null: there is none.
CREATE FUNCTION sealed.claim_sheet(key text, round uuid, seat uuid, person uuid) RETURNS text
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  UPDATE sealed.sheet s SET claimed = true
  WHERE s.key = $1 AND s."roundId" = round AND s."seatId" = seat AND s."personId" = person
  RETURNING s."sealHash"
$$;

CREATE FUNCTION sealed.claim_ballot(key text, round uuid, seat uuid, person uuid) RETURNS text
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  UPDATE sealed.ballot b SET claimed = true
  WHERE b.key = $1 AND b."roundId" = round AND b."seatId" = seat AND b."personId" = person
  RETURNING b."sealHash"
$$;

-- Its author reads his own again.
CREATE FUNCTION sealed.own_sheet(round uuid) RETURNS TABLE (key text, "seatId" uuid, "personId" uuid, "sealHash" text, sealed bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT s.key, s."seatId", s."personId", s."sealHash", s.sealed FROM sealed.sheet s
  WHERE s."roundId" = round AND s."personId" = access.person()
$$;

CREATE FUNCTION sealed.own_ballot(round uuid) RETURNS TABLE (key text, "seatId" uuid, "personId" uuid, "sealHash" text, sealed bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT b.key, b."seatId", b."personId", b."sealHash", b.sealed FROM sealed.ballot b
  WHERE b."roundId" = round AND b."personId" = access.person()
$$;

-- Whether a seat's holder left the meeting, recorded by two people, and has not been checked in since.
CREATE FUNCTION sealed.departed(seat uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (
    SELECT FROM public."Departure" d WHERE d."seatId" = $1 AND d."confirmedById" IS NOT NULL
      AND NOT EXISTS (SELECT FROM public."CheckIn" c WHERE c."seatId" = $1 AND c.at > d."leftAt"))
$$;

-- Why a round's sheets may not be opened yet, or null. Who owes one is up to the rule set: every seat that is present, those
-- to whom sections were given, or one sheet of all.
CREATE FUNCTION sealed.sheets_refusal(round uuid) RETURNS text
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
  WHERE s."roundId" = round AND NOT sealed.departed(s.id)
    AND EXISTS (SELECT FROM public."CheckIn" c WHERE c."seatId" = s.id)
    AND (r.mode = 'each' OR r.mode = 'sections' AND r."sectionShares" @> jsonb_build_array(jsonb_build_object('seatId', s.id)));
  IF owing OR NOT EXISTS (SELECT FROM public."SheetIn" i WHERE i."roundId" = round AND NOT i.void) THEN RETURN 'SHEETS_OUTSTANDING'; END IF;
  RETURN NULL;
END $$;

-- The same for ballots: every seat of the panel has voted or was recorded absent by two people in this sitting.
CREATE FUNCTION sealed.ballots_refusal(round uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  now_at public."RoundStep";
  this_sitting integer;
BEGIN
  SELECT x.step INTO now_at FROM public."Round" x WHERE x.id = round FOR UPDATE;
  IF now_at IS DISTINCT FROM 'voting' THEN RETURN 'CLOSED'; END IF;
  SELECT coalesce(max(h.sitting), 1) INTO this_sitting FROM public."MeetingHalfDay" h WHERE h."roundId" = round;
  IF EXISTS (
    SELECT FROM public."Seat" s WHERE s."roundId" = round
      AND NOT EXISTS (SELECT FROM public."BallotIn" b WHERE b."roundId" = round AND b."seatId" = s.id AND NOT b.void)
      AND NOT EXISTS (SELECT FROM public."BallotAbsence" a WHERE a."roundId" = round AND a."seatId" = s.id
        AND a.sitting = this_sitting AND a."confirmedById" IS NOT NULL)
      AND NOT sealed.departed(s.id))
  THEN RETURN 'BALLOTS_OUTSTANDING'; END IF;
  RETURN NULL;
END $$;

-- All at once, on the locked round; a row with a refusal and nothing else when it is too early or too late.
CREATE FUNCTION sealed.open_round_sheets(round uuid)
RETURNS TABLE (refusal text, key text, "seatId" uuid, "personId" uuid, "sealHash" text, sealed bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  why text := sealed.sheets_refusal(round);
BEGIN
  IF why IS NOT NULL THEN RETURN QUERY SELECT why, NULL::text, NULL::uuid, NULL::uuid, NULL::text, NULL::bytea; RETURN; END IF;
  RETURN QUERY
    SELECT NULL::text, s.key, s."seatId", s."personId", s."sealHash", s.sealed FROM sealed.sheet s
    JOIN public."SheetIn" i ON i."roundId" = s."roundId" AND i."personId" = s."personId" AND i."sealHash" = s."sealHash" AND NOT i.void
    JOIN public."Seat" x ON x.id = s."seatId"
    WHERE s."roundId" = round AND s.claimed ORDER BY x.number;
END $$;

CREATE FUNCTION sealed.open_round_ballots(round uuid)
RETURNS TABLE (refusal text, key text, "seatId" uuid, "personId" uuid, "sealHash" text, sealed bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  why text := sealed.ballots_refusal(round);
BEGIN
  IF why IS NOT NULL THEN RETURN QUERY SELECT why, NULL::text, NULL::uuid, NULL::uuid, NULL::text, NULL::bytea; RETURN; END IF;
  RETURN QUERY
    SELECT NULL::text, b.key, b."seatId", b."personId", b."sealHash", b.sealed FROM sealed.ballot b
    JOIN public."BallotIn" i ON i."roundId" = b."roundId" AND i."personId" = b."personId" AND i."sealHash" = b."sealHash" AND NOT i.void
    JOIN public."Seat" x ON x.id = b."seatId"
    WHERE b."roundId" = round AND b.claimed ORDER BY x.number;
END $$;

-- What is published needs no seal: the round's sealed values go and the scans of its papers show.
CREATE FUNCTION sealed.unseal_sheets(round uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  UPDATE public."FileUpload" SET sealed = false WHERE sha256 IN (SELECT s."scanSha256" FROM sealed.sheet s WHERE s."roundId" = round);
  DELETE FROM sealed.sheet s WHERE s."roundId" = round;
$$;

CREATE FUNCTION sealed.unseal_ballots(round uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  UPDATE public."FileUpload" SET sealed = false WHERE sha256 IN (SELECT b."scanSha256" FROM sealed.ballot b WHERE b."roundId" = round);
  DELETE FROM sealed.ballot b WHERE b."roundId" = round;
$$;

-- A draw's secret, once and for ever.
CREATE FUNCTION sealed.put_draw(draw uuid, value bytea) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  INSERT INTO sealed.draw ("drawId", sealed) VALUES (draw, value)
$$;

-- Only when the randomness that it can't steer any more has been entered.
CREATE FUNCTION sealed.open_draw(draw uuid) RETURNS TABLE (refusal text, sealed bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  ready boolean;
BEGIN
  SELECT d.state = 'committed' AND c.digits IS NOT NULL INTO ready
  FROM public."Draw" d LEFT JOIN public."Ceremony" c ON c.id = d."ceremonyId" WHERE d.id = draw FOR UPDATE OF d;
  IF ready IS NOT TRUE THEN RETURN QUERY SELECT 'CLOSED'::text, NULL::bytea; RETURN; END IF;
  RETURN QUERY SELECT NULL::text, s.sealed FROM sealed.draw s WHERE s."drawId" = draw;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA sealed FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sealed.put_sheet, sealed.put_ballot, sealed.own_sheet, sealed.own_ballot TO dangyan_api;
GRANT EXECUTE ON FUNCTION sealed.claim_sheet, sealed.claim_ballot, sealed.open_round_sheets, sealed.open_round_ballots,
  sealed.unseal_sheets, sealed.unseal_ballots, sealed.put_draw, sealed.open_draw TO dangyan_worker;
