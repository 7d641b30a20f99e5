-- What a draw's record may still become: a panel's grows by vacancies, a sample's is published once, a revealed one may be void.
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
