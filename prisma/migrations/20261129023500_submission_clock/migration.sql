-- AlterTable
ALTER TABLE "checksheet_review" ADD COLUMN     "clock" JSONB,
ADD COLUMN     "look_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "counselling" ADD COLUMN     "clock" JSONB,
ADD COLUMN     "look_at" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "checksheet_review_look_at_idx" ON "checksheet_review"("look_at");

-- CreateIndex
CREATE INDEX "counselling_look_at_idx" ON "counselling"("look_at");



-- What was open before is counted from now on: the desk looks at it once it opens.
UPDATE "checksheet_review" SET "look_at" = now() WHERE "state" IN ('submitted', 'taken');
UPDATE "counselling" SET "look_at" = now() WHERE "state" IN ('submitted', 'taken');
