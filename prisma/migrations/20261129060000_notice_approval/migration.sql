-- AlterTable
ALTER TABLE "notice" ADD COLUMN     "approval_rows" UUID[],
ADD COLUMN     "asked_at" TIMESTAMPTZ(3);

