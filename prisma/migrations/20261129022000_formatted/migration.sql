-- AlterTable
ALTER TABLE "carried_message" ADD COLUMN     "markdown" TEXT;
