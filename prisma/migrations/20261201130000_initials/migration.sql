-- AlterTable
ALTER TABLE "Project" ADD COLUMN     "initials" TEXT;

-- Who may give a project its short name writes what it is found by.
GRANT UPDATE (initials) ON "Project" TO dangyan_api;
