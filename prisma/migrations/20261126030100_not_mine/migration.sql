-- 'This is not for me': whoever got a mail at an address that nobody verified says so without an account. Nothing goes to the
-- address any more, and the officers of every project for which its person was asked look for another contact. Says the same
-- of an address that there is and of one that there is not.
CREATE FUNCTION access.disown_address(disowned uuid, at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  person uuid;
BEGIN
  UPDATE public."EmailAddress" SET "disownedAt" = at
  WHERE id = disowned AND "verifiedAt" IS NULL AND "disownedAt" IS NULL AND "endedAt" IS NULL
  RETURNING "personId" INTO person;
  IF person IS NULL THEN RETURN; END IF;
  INSERT INTO public."Task" (id, "projectId", "jurisdictionId", role, kind, subject, "createdAt")
  SELECT gen_random_uuid(), p.id, p."jurisdictionId", 'officer', 'find-contact', disowned::text, at
  FROM public."Project" p
  WHERE p.stage <> 'closed' AND (
    EXISTS (SELECT FROM public."ProjectParty" y JOIN public."Grant" g ON g."organisationId" = y."organisationId"
      WHERE y."projectId" = p.id AND y.until IS NULL AND g."personId" = person AND g.until IS NULL)
    OR EXISTS (SELECT FROM public."SeatHolder" h JOIN public."Seat" s ON s.id = h."seatId" JOIN public."Round" r ON r.id = s."roundId"
      WHERE r."projectId" = p.id AND r."endedAt" IS NULL AND h."personId" = person AND h."endedAt" IS NULL))
  ON CONFLICT DO NOTHING;
END $$;
REVOKE ALL ON FUNCTION access.disown_address FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.disown_address TO dangyan_api;
