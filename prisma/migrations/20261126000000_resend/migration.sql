-- Sending a message again (activities/mail/resend.ts) is the officer's, through the API.
GRANT UPDATE ("queuedAt", "acceptedAt", "sentAsId") ON "OutboxMail" TO dangyan_api;
