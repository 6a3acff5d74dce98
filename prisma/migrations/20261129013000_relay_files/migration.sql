-- AlterTable
ALTER TABLE "attachment" ADD COLUMN     "carried_id" UUID,
ALTER COLUMN "consultation_id" DROP NOT NULL;

-- AlterTable
ALTER TABLE "carried_message" ADD COLUMN     "files_row" UUID;

-- CreateIndex
CREATE INDEX "attachment_organisation_id_carried_id_position_idx" ON "attachment"("organisation_id", "carried_id", "position");

-- CreateIndex
CREATE INDEX "carried_message_files_row_idx" ON "carried_message"("files_row");

-- AddForeignKey
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_organisation_id_carried_id_fkey" FOREIGN KEY ("organisation_id", "carried_id") REFERENCES "carried_message"("organisation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
