-- Whether practice time stands still with nothing left to do: no alarm is overdue, no mail that may leave waits. Of clocks
-- and mails the administrator sees nothing else.
CREATE FUNCTION access.practice_at_rest() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT access.is_admin() AND EXISTS (
    SELECT FROM public."Installation" i
    WHERE i.mode = 'practice' AND NOT i."mailHeld"
      AND NOT EXISTS (SELECT FROM public."Clock" c WHERE c."nextAt" <= i."practiceNow")
      AND NOT EXISTS (SELECT FROM public."OutboxMail" m WHERE m.state = 'queued' AND m."notBefore" <= i."practiceNow")
  )
$$;

REVOKE ALL ON FUNCTION access.practice_at_rest() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.practice_at_rest() TO dangyan_api;
