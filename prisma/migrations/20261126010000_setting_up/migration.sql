-- Whether a director counts today for a jurisdiction: of its own bureau or of one above.
CREATE FUNCTION access.has_director(jurisdiction uuid) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = '' AS $$
  WITH RECURSIVE above AS (
    SELECT j.id, j."parentId" FROM public."Jurisdiction" j WHERE j.id = $1
    UNION
    SELECT j.id, j."parentId" FROM public."Jurisdiction" j JOIN above ON j.id = above."parentId"
  )
  SELECT EXISTS (
    SELECT FROM public."Grant" g JOIN above ON above.id = g."jurisdictionId"
    WHERE g.role = 'director' AND g."confirmedById" IS NOT NULL
      AND g."from" <= access.today() AND (g.until IS NULL OR g.until >= access.today()))
$$;
REVOKE ALL ON FUNCTION access.has_director FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.has_director TO dangyan_api, dangyan_worker;

-- Through the API only a director of that bureau or one above confirms, in his own name. Where there is none to do it, an
-- administrator confirms the first: another one than who proposed it, as everywhere (Grant_two_people).
CREATE OR REPLACE FUNCTION integrity.director_confirms() RETURNS trigger
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF current_user <> 'dangyan_api' THEN RETURN NEW; END IF;
  IF NEW."confirmedById" IS DISTINCT FROM access.person() OR NOT (CASE
    WHEN NEW."jurisdictionId" IS NULL THEN EXISTS (SELECT access.director_jurisdictions())
    WHEN NEW."jurisdictionId" IN (SELECT access.director_jurisdictions()) THEN true
    ELSE NEW.role = 'director' AND access.is_admin() AND NOT access.has_director(NEW."jurisdictionId")
  END) THEN
    RAISE EXCEPTION 'a director of the bureau confirms' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;

-- A bureau sees where those whose records it keeps work and worked, also before it takes them into its pool.
ALTER POLICY api_reads ON "Membership" USING ("personId" = (SELECT access.person()) OR (SELECT access.is_admin())
  OR "organisationId" = ANY (ARRAY(SELECT access.organisations()))
  OR access.is_party("organisationId", ARRAY(SELECT access.staff_jurisdictions()))
  OR access.keeps("personId", ARRAY(SELECT access.staff_jurisdictions())));
