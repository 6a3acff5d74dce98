-- AlterTable
ALTER TABLE "attachment" ADD COLUMN     "draft_number" INTEGER;

-- AlterTable
ALTER TABLE "carried_message" ADD COLUMN     "link_rows" UUID[] DEFAULT ARRAY[]::UUID[];

-- CreateIndex
CREATE INDEX "attachment_organisation_id_draft_number_position_idx" ON "attachment"("organisation_id", "draft_number", "position");

-- AddForeignKey
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_organisation_id_draft_number_fkey" FOREIGN KEY ("organisation_id", "draft_number") REFERENCES "ticket"("organisation_id", "number") ON DELETE CASCADE ON UPDATE CASCADE;

