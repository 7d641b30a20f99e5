-- What the volumes that came by lot say of the whole archive, as it stood when the result was announced.
ALTER TABLE "Round" ADD COLUMN "sampleReport" JSONB;
