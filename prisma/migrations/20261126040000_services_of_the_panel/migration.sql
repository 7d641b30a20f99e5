-- A notice to a member tells the owner who sits on the panel, and a letter to a body is that body's to sign for.
ALTER POLICY api_reads ON "Service" USING (
  EXISTS (SELECT FROM public."Project" p WHERE p.id = "projectId"
    AND p."jurisdictionId" = ANY (ARRAY(SELECT access.staff_jurisdictions())))
  OR "projectId" = ANY (ARRAY(SELECT access.owner_projects())) AND "subjectKind" NOT IN ('member_letter', 'panel_notice')
  OR "projectId" = ANY (ARRAY(SELECT access.body_projects())) AND "subjectKind" = 'member_letter' AND "personId" IS NULL
  OR "personId" = (SELECT access.person()));
