-- After the reveal a draw's record grows by vacancies and who filled them; nothing else in it changes.
DROP TRIGGER committed ON "Draw";
CREATE TRIGGER committed BEFORE UPDATE ON "Draw"
  FOR EACH ROW WHEN (NEW.commitment IS DISTINCT FROM OLD.commitment OR NEW.root <> OLD.root OR NEW."secretHash" <> OLD."secretHash"
    OR NEW.number <> OLD.number OR NEW."roundId" <> OLD."roundId" OR NEW.purpose <> OLD.purpose
    OR OLD.state <> 'committed' AND (NEW.state <> OLD.state
      OR NEW.bundle::jsonb - '{members,refills,digest}'::text[] IS DISTINCT FROM OLD.bundle::jsonb - '{members,refills,digest}'::text[]))
  EXECUTE FUNCTION integrity.refuse();

-- The salts say who an alternate is, so a revealed draw is opened for each vacancy; an abandoned one never.
CREATE OR REPLACE FUNCTION sealed.open_draw(draw uuid) RETURNS TABLE (refusal text, sealed bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  ready boolean;
BEGIN
  SELECT d.state <> 'abandoned' AND c.digits IS NOT NULL INTO ready
  FROM public."Draw" d LEFT JOIN public."Ceremony" c ON c.id = d."ceremonyId" WHERE d.id = draw FOR UPDATE OF d;
  IF ready IS NOT TRUE THEN RETURN QUERY SELECT 'CLOSED'::text, NULL::bytea; RETURN; END IF;
  RETURN QUERY SELECT NULL::text, s.sealed FROM sealed.draw s WHERE s."drawId" = draw;
END $$;

-- A seat that nobody ever held is nobody's record: the plan of a panel may change until it is asked.
GRANT DELETE ON "Seat" TO dangyan_worker;
