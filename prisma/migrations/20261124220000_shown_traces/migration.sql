-- AlterTable
ALTER TABLE "answer_trace" ADD COLUMN     "shown_rows" UUID[] DEFAULT ARRAY[]::UUID[];
