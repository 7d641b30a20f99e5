ALTER TABLE "OutboxMail" ADD COLUMN     "sentText" TEXT;

-- Files are read a piece at a time; what is compressed would be unpacked whole for each.
ALTER TABLE "StoredFile" ALTER COLUMN content SET STORAGE EXTERNAL;

-- The leaves of a signed root in its order, each as its hash (RFC 9162), and where a chain is among them. Of other chains it tells
-- no more than that they are.
CREATE FUNCTION audit.leaves_of_root(of_root integer, of_chain text)
RETURNS TABLE (leaf text, own boolean, sequence integer, hash text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  WITH heads AS (
    SELECT DISTINCT ON (h ->> 'chain') h ->> 'chain' AS chain, (h ->> 'sequence')::integer AS sequence, h ->> 'hash' AS hash
    FROM public."AuditRoot" r, jsonb_array_elements(r.heads) AS h
    WHERE r.sequence <= of_root
    ORDER BY h ->> 'chain', r.sequence DESC
  )
  SELECT encode(pg_catalog.sha256('\x00'::bytea || convert_to(
      '{"chain":' || to_json(chain)::text || ',"hash":"' || hash || '","sequence":' || sequence || '}', 'UTF8')), 'hex'),
    chain = of_chain,
    CASE WHEN chain = of_chain THEN sequence END,
    CASE WHEN chain = of_chain THEN hash END
  FROM heads ORDER BY convert_to(chain, 'UTF8')
$$;
REVOKE ALL ON FUNCTION audit.leaves_of_root FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit.leaves_of_root TO dangyan_api, dangyan_worker;
