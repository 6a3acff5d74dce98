-- AlterEnum
ALTER TYPE "OutboundState" ADD VALUE 'held';

-- AlterTable
ALTER TABLE "outbound_message" ADD COLUMN     "released_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "sending" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "home" TEXT,
    "held_since" TIMESTAMPTZ(3),

    CONSTRAINT "sending_pkey" PRIMARY KEY ("id")
);

ALTER TABLE "sending" ADD CONSTRAINT "sending_one" CHECK ("id" = 1);

-- What waits, was given up or is set aside is listed and counted without reading what was sent. (The new value itself cannot be
-- named in the transaction that adds it.)
CREATE INDEX "outbound_message_unsettled" ON "outbound_message" ("seq") WHERE "state" NOT IN ('sent', 'dropped');
