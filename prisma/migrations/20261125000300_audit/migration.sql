-- The audit log is written by these functions alone (activities/audit). They keep the chains whole as they grow; that nobody
-- changed them afterwards is for their hashes and the signed roots to show.
CREATE SCHEMA audit;
GRANT USAGE ON SCHEMA audit TO dangyan_api, dangyan_worker;

-- The heads of these chains, locked in one order until the transaction ends; a chain begins with its first lock.
CREATE FUNCTION audit.lock_heads(chains text[])
RETURNS TABLE (chain text, sequence integer, hash text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  INSERT INTO public."AuditHead" (chain, sequence, hash)
  SELECT c, 0, repeat('0', 64) FROM unnest(chains) AS c ORDER BY c
  ON CONFLICT DO NOTHING;
  RETURN QUERY SELECT h.chain, h.sequence, h.hash FROM public."AuditHead" h
    WHERE h.chain = ANY (chains) ORDER BY h.chain FOR UPDATE;
END $$;

-- Appends links, in the order of the array; each must follow its chain's head.
CREATE FUNCTION audit.append(links jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  link jsonb;
BEGIN
  FOR link IN SELECT jsonb_array_elements(links) LOOP
    UPDATE public."AuditHead" h SET sequence = h.sequence + 1, hash = link ->> 'hash'
    WHERE h.chain = link ->> 'chain' AND h.sequence + 1 = (link ->> 'sequence')::integer AND h.hash = link ->> 'previous';
    IF NOT FOUND THEN
      RAISE EXCEPTION 'chain %: the link does not follow the head', link ->> 'chain' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    INSERT INTO public."AuditEvent" (chain, sequence, type, payload, "actorId", at, previous, hash)
    VALUES (link ->> 'chain', (link ->> 'sequence')::integer, link ->> 'type', link -> 'payload', (link ->> 'actorId')::uuid,
      (link ->> 'at')::timestamptz, link ->> 'previous', link ->> 'hash');
  END LOOP;
END $$;

-- Stores a signed root and marks how far it covers each chain.
CREATE FUNCTION audit.append_root(root jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  INSERT INTO public."AuditRoot" (sequence, at, root, heads, previous, signature, "keyId")
  VALUES ((root ->> 'sequence')::integer, (root ->> 'at')::timestamptz, root ->> 'root', root -> 'heads', root ->> 'previous',
    root ->> 'signature', root ->> 'keyId');
  WITH moved AS (
    SELECT h.chain, m.sequence FROM public."AuditHead" h
    JOIN jsonb_to_recordset(root -> 'heads') AS m (chain text, sequence integer) ON m.chain = h.chain
    ORDER BY h.chain FOR UPDATE OF h
  )
  UPDATE public."AuditHead" h SET "rootedSequence" = moved.sequence FROM moved WHERE moved.chain = h.chain;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA audit FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit.lock_heads, audit.append TO dangyan_api, dangyan_worker;
GRANT EXECUTE ON FUNCTION audit.append_root TO dangyan_worker;
