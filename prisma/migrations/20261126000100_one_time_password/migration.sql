-- AlterTable
ALTER TABLE "Account" ADD COLUMN     "oneTimePasswordUntil" TIMESTAMPTZ(3);

-- A password that opens only the setting of a new one is a password.
ALTER TABLE "Account" ADD CONSTRAINT "Account_one_time_password" CHECK ("oneTimePasswordUntil" IS NULL OR "passwordHash" IS NOT NULL);
