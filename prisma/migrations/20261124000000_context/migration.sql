-- Who asks: set by withPerson and withCredential at the start of each transaction of the API (activities/database).
CREATE SCHEMA access;
GRANT USAGE ON SCHEMA access TO dangyan_api, dangyan_worker;

-- Null: nobody is signed in.
CREATE FUNCTION access.person() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('dangyan.person', true), '')::uuid;

-- A login, an address or the hash of a token that somebody not signed in presented; null: none.
CREATE FUNCTION access.credential() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('dangyan.credential', true), '');
