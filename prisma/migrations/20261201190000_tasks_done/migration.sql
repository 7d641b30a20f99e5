-- Those that are done, in the order of their list.
CREATE INDEX "Task_done_idx" ON "Task" ("dueOn", "createdAt", id) WHERE "doneAt" IS NOT NULL;
