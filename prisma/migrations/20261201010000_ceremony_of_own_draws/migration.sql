-- A ceremony of the bureau above may serve a district's draws too: the district reads when and where it is held, and of its draws
-- its own (policy api_reads of "Draw").
CREATE POLICY api_reads_of_own_draws ON "Ceremony" FOR SELECT TO dangyan_api USING (
  EXISTS (SELECT FROM public."Draw" d JOIN public."Project" p ON p.id = d."projectId"
    WHERE d."ceremonyId" = public."Ceremony".id AND p."jurisdictionId" = ANY (ARRAY(SELECT access.staff_jurisdictions()))));
