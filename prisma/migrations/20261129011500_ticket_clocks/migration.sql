-- AlterTable
ALTER TABLE "ticket" ADD COLUMN     "clocks" JSONB,
ADD COLUMN     "look_at" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "ticket_look_at_idx" ON "ticket"("look_at");


