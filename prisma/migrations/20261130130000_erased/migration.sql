-- AlterTable
ALTER TABLE "consultation" ADD COLUMN     "erased_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "ticket" ADD COLUMN     "erased_at" TIMESTAMPTZ(3);

-- What still has its words, oldest first: the hourly purge looks at nothing else.
CREATE INDEX "consultation_with_words" ON "consultation"("created_at") WHERE "erased_at" IS NULL;
CREATE INDEX "ticket_with_words" ON "ticket"("active_at") WHERE "erased_at" IS NULL;
CREATE INDEX "feedback_with_words" ON "feedback"("at") WHERE "comment" <> '';
CREATE INDEX "ticket_rating_with_words" ON "ticket_rating"("at") WHERE "comment" <> '';
