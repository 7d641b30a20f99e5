-- What a new version of the rules or a new holiday notice would reach, for those who decide on it: how many, never which project.
-- An administrator counts all of them, staff those of their bureaus.
CREATE FUNCTION access.counts(jurisdiction uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT access.is_admin() OR jurisdiction IN (SELECT access.staff_jurisdictions())
$$;

CREATE FUNCTION access.open_cases()
RETURNS TABLE (id uuid, industry text, jurisdiction text, parent text, "pinnedTo" uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT p.id, p.industry, j.code, above.code, pinned."ruleSetId"
  FROM public."Project" p
  JOIN public."Jurisdiction" j ON j.id = p."jurisdictionId"
  LEFT JOIN public."Jurisdiction" above ON above.id = j."parentId"
  LEFT JOIN LATERAL (
    SELECT a."ruleSetId" FROM public."Application" a
    WHERE a."projectId" = p.id AND a.state IN ('submitted', 'corrections_out', 'accepted')
    ORDER BY a.number DESC LIMIT 1
  ) pinned ON true
  WHERE p.stage <> 'closed'
    AND p."jurisdictionId" IN (SELECT own.id FROM public."Jurisdiction" own WHERE access.counts(own.id))
$$;

CREATE FUNCTION access.open_clocks(counts_from date, counts_to date)
RETURNS TABLE (kind text, state public."ClockState", "ruleSetId" uuid, "row" jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT c.kind, c.state, c."ruleSetId", c."row" - 'projectId' - 'subject'
  FROM public."Clock" c JOIN public."Project" p ON p.id = c."projectId"
  WHERE c.state <> 'stopped' AND c."countsFrom" <= $2 AND c."countsTo" >= $1
    AND p."jurisdictionId" IN (SELECT own.id FROM public."Jurisdiction" own WHERE access.counts(own.id))
$$;

REVOKE ALL ON FUNCTION access.counts(uuid), access.open_cases(), access.open_clocks(date, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.counts(uuid), access.open_cases(), access.open_clocks(date, date) TO dangyan_api;
