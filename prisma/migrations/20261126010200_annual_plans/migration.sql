-- Every rate is against the plan as it was fixed: by a director of its bureau or one above, once, and nothing in it moves
-- from then on.
ALTER POLICY api_changes ON "AnnualPlan"
  USING ("jurisdictionId" = ANY (ARRAY(SELECT access.staff_jurisdictions())) AND "fixedOn" IS NULL)
  WITH CHECK ("jurisdictionId" = ANY (ARRAY(SELECT access.staff_jurisdictions())) AND ("fixedById" IS NULL
    OR "fixedById" = (SELECT access.person()) AND "jurisdictionId" = ANY (ARRAY(SELECT access.director_jurisdictions()))));
ALTER POLICY api_adds ON "AnnualPlan"
  WITH CHECK ("jurisdictionId" = ANY (ARRAY(SELECT access.staff_jurisdictions())) AND "fixedOn" IS NULL);
ALTER POLICY api_adds ON "AnnualPlanItem" WITH CHECK (
  EXISTS (SELECT FROM public."AnnualPlan" x WHERE x.id = "planId" AND x."fixedOn" IS NULL)
  AND EXISTS (SELECT FROM public."Project" p WHERE p.id = "projectId"
    AND p."jurisdictionId" = ANY (ARRAY(SELECT access.staff_jurisdictions()))));
ALTER POLICY api_removes ON "AnnualPlanItem" USING (
  EXISTS (SELECT FROM public."AnnualPlan" x WHERE x.id = "planId" AND x."fixedOn" IS NULL));
