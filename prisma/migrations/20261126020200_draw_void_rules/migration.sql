-- A revealed draw whose digits were entered wrongly is void, with its reason; its record stays as it was and can be read.
DROP TRIGGER committed ON "Draw";
CREATE TRIGGER committed BEFORE UPDATE ON "Draw"
  FOR EACH ROW WHEN (NEW.commitment IS DISTINCT FROM OLD.commitment OR NEW.root <> OLD.root OR NEW."secretHash" <> OLD."secretHash"
    OR NEW.number <> OLD.number OR NEW."roundId" <> OLD."roundId" OR NEW.purpose <> OLD.purpose
    OR OLD.state <> 'committed' AND (
      NEW.state <> OLD.state AND NOT (OLD.state = 'revealed' AND NEW.state = 'void' AND NEW."abandonedReason" IS NOT NULL)
      OR OLD.bundle IS NULL AND NEW.bundle IS NOT NULL AND OLD.purpose <> 'sample'
      OR OLD.bundle IS NOT NULL AND NEW.bundle IS DISTINCT FROM OLD.bundle AND (OLD.purpose = 'sample'
        OR NEW.bundle::jsonb - '{members,refills,digest}'::text[] IS DISTINCT FROM OLD.bundle::jsonb - '{members,refills,digest}'::text[])))
  EXECUTE FUNCTION integrity.refuse();

CREATE OR REPLACE VIEW open.draw WITH (security_invoker = true) AS
  SELECT d.number, p.code AS "projectCode", p.name AS "projectName", d.purpose, d.state, d.root, d."secretHash", d."abandonedReason",
    c."revealedAt", CASE WHEN d.state IN ('revealed', 'void') THEN d.bundle END AS bundle
  FROM public."Draw" d JOIN public."Project" p ON p.id = d."projectId"
  LEFT JOIN public."Ceremony" c ON c.id = d."ceremonyId";
