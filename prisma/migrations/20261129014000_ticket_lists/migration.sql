-- AlterTable
ALTER TABLE "availability_exception" ADD COLUMN     "set_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- AlterTable: the channel that was is the default one.
ALTER TABLE "consultants_channel" DROP CONSTRAINT "consultants_channel_pkey",
DROP COLUMN "id",
ADD COLUMN     "organisation_id" UUID,
ADD COLUMN     "route" TEXT NOT NULL DEFAULT 'default',
ADD CONSTRAINT "consultants_channel_pkey" PRIMARY KEY ("route");
ALTER TABLE "consultants_channel" ALTER COLUMN "route" DROP DEFAULT;

-- AlterTable
ALTER TABLE "ticket" ADD COLUMN     "due_at" TIMESTAMPTZ(3),
ADD COLUMN     "held_since" TIMESTAMPTZ(3),
ADD COLUMN     "summarised_at" TIMESTAMPTZ(3),
ADD COLUMN     "summary" TEXT[];
UPDATE "ticket" SET "held_since" = "taken_at" WHERE "consultant_id" IS NOT NULL;

-- CreateIndex
CREATE UNIQUE INDEX "consultants_channel_organisation_id_key" ON "consultants_channel"("organisation_id");

-- CreateIndex
CREATE INDEX "ticket_consultant_id_state_idx" ON "ticket"("consultant_id", "state");

-- CreateIndex
CREATE INDEX "ticket_due_at_idx" ON "ticket"("due_at");

-- AddForeignKey
ALTER TABLE "consultants_channel" ADD CONSTRAINT "consultants_channel_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;
