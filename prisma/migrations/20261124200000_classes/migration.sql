-- AlterTable
ALTER TABLE "knowledge_version" ADD COLUMN     "classes" JSONB NOT NULL DEFAULT '[]';
