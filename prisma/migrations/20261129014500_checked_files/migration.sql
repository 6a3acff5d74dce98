-- AlterTable
ALTER TABLE "attachment" ADD COLUMN     "clean" BOOLEAN NOT NULL DEFAULT false;
