-- Experts that an import admitted are taken out again: memberships of the caller's pools, and people that have nothing else. Whoever
-- was drawn, declared a relation, has an account or another pool is held by his foreign keys.
CREATE FUNCTION access.take_out_experts(members uuid[], people uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF EXISTS (SELECT FROM public."PoolMembership" m
      WHERE m.id = ANY ($1) AND NOT m."jurisdictionId" = ANY (ARRAY(SELECT access.staff_jurisdictions())))
    OR EXISTS (SELECT FROM unnest($2) AS person
      WHERE person NOT IN (SELECT m."personId" FROM public."PoolMembership" m WHERE m.id = ANY ($1))) THEN
    RAISE EXCEPTION 'not of this bureau''s pool' USING ERRCODE = 'insufficient_privilege';
  END IF;
  DELETE FROM public."PoolMembership" WHERE id = ANY ($1);
  DELETE FROM public."EmailAddress" WHERE "personId" = ANY ($2);
  DELETE FROM public."PersonDetails" WHERE "personId" = ANY ($2);
  DELETE FROM public."Membership" WHERE "personId" = ANY ($2);
  DELETE FROM public."Person" WHERE id = ANY ($2);
END $$;
REVOKE ALL ON FUNCTION access.take_out_experts FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.take_out_experts TO dangyan_api;
