-- Lists of what waits read what waits, and not all that ever was.

CREATE INDEX "Task_open_idx" ON "Task" ("dueOn", "createdAt", id) WHERE "doneAt" IS NULL;

-- Under row-level security no condition on an enum is looked up in an index (it is not leakproof), but an index of such rows alone is.
CREATE INDEX "OutboxMail_unsettled_idx" ON "OutboxMail" ("queuedAt" DESC, id) WHERE state IN ('held', 'queued', 'bounced', 'given_up');

-- Counted where they are, instead of handed out one by one.
DROP FUNCTION access.mail_queue();
CREATE FUNCTION access.mail_counts()
RETURNS TABLE (state public."MailState", n integer, oldest timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT m.state, count(*)::int, min(m."queuedAt")
  FROM public."OutboxMail" m WHERE (SELECT access.is_admin()) GROUP BY m.state
$$;
REVOKE ALL ON FUNCTION access.mail_counts() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.mail_counts() TO dangyan_api;
