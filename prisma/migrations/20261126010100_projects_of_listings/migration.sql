-- A project of a line of the key-project list is made by an officer through the API: its birth is a fact in that officer's
-- name, and what the list says of parties and dates rests on it. Every later fact is an act's.
GRANT INSERT ON "Fact" TO dangyan_api;
CREATE POLICY api_adds ON "Fact" FOR INSERT TO dangyan_api WITH CHECK (
  kind = 'project.created' AND "recordedById" = (SELECT access.person())
  AND EXISTS (SELECT FROM public."Project" p WHERE p.id = "projectId" AND p.stage = 'planned' AND p.version = 0
    AND p."jurisdictionId" = ANY (ARRAY(SELECT access.staff_jurisdictions()))));
ALTER POLICY api_adds ON "ProjectParty" WITH CHECK (EXISTS (SELECT FROM public."Project" p
  WHERE p.id = "projectId" AND p."jurisdictionId" = ANY (ARRAY(SELECT access.staff_jurisdictions()))
    AND p.stage = 'planned' AND p.version = 0));
ALTER POLICY api_adds ON "ProjectDate" WITH CHECK (EXISTS (SELECT FROM public."Project" p
  WHERE p.id = "projectId" AND p."jurisdictionId" = ANY (ARRAY(SELECT access.staff_jurisdictions()))
    AND p.stage = 'planned' AND p.version = 0));
