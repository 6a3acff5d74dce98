-- AlterTable
ALTER TABLE "notice" ADD COLUMN     "pending" JSONB;

-- AlterTable
ALTER TABLE "notice_edition" ADD COLUMN     "cursor" TEXT,
ADD COLUMN     "reason" TEXT;


