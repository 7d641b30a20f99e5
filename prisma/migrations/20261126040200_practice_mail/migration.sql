-- While practice time moves no mail leaves, so that each day's mail leaves on its own day.
ALTER TABLE "Installation" ADD COLUMN "mailHeld" BOOLEAN NOT NULL DEFAULT false;
