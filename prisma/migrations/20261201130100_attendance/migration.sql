-- In which order people came to a meeting and left it, for its panel and the bureau: of the facts themselves a member sees his own.
CREATE FUNCTION access.order_of_attendance(round uuid) RETURNS TABLE (id uuid, sequence bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT f.id, f.sequence::bigint FROM public."Fact" f
  WHERE f.id IN (
      SELECT c."factId" FROM public."CheckIn" c WHERE c."roundId" = $1
      UNION ALL
      SELECT d."confirmedFactId" FROM public."Departure" d WHERE d."roundId" = $1)
    AND ($1 IN (SELECT access.member_rounds()) OR EXISTS (
      SELECT FROM public."Round" r JOIN public."Project" p ON p.id = r."projectId"
      WHERE r.id = $1 AND p."jurisdictionId" IN (SELECT access.staff_jurisdictions())))
$$;

REVOKE ALL ON FUNCTION access.order_of_attendance(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.order_of_attendance(uuid) TO dangyan_api;
