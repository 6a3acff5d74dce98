-- CreateEnum
CREATE TYPE "TicketState" AS ENUM ('new', 'taken', 'waitingForCustomer', 'waitingForConsultant', 'solved', 'closed');

-- CreateEnum
CREATE TYPE "CarriedTo" AS ENUM ('customer', 'consultant');

-- AlterEnum
ALTER TYPE "Author" ADD VALUE 'consultant';

-- AlterTable
ALTER TABLE "ticket" ADD COLUMN     "active_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "answered_at" TIMESTAMPTZ(3),
ADD COLUMN     "card_row" UUID,
ADD COLUMN     "closed_at" TIMESTAMPTZ(3),
ADD COLUMN     "consultant_id" UUID,
ADD COLUMN     "consultant_name" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "provider_id" UUID,
ADD COLUMN     "solved_at" TIMESTAMPTZ(3),
ADD COLUMN     "state" "TicketState" NOT NULL DEFAULT 'new',
ADD COLUMN     "taken_at" TIMESTAMPTZ(3),
ADD COLUMN     "thread" JSONB,
ADD COLUMN     "thread_key" TEXT;

-- CreateTable
CREATE TABLE "carried_message" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "to" "CarriedTo" NOT NULL,
    "author" TEXT NOT NULL,
    "source_key" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "words" TEXT,
    "row" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "edited_at" TIMESTAMPTZ(3),
    "failure_told_at" TIMESTAMPTZ(3),

    CONSTRAINT "carried_message_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "ticket_note" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "provider_id" UUID NOT NULL,
    "consultant_id" UUID NOT NULL,
    "consultant_name" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ticket_note_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "carried_message_seq_key" ON "carried_message"("seq");

-- CreateIndex
CREATE INDEX "carried_message_organisation_id_number_seq_idx" ON "carried_message"("organisation_id", "number", "seq");

-- CreateIndex
CREATE INDEX "carried_message_row_idx" ON "carried_message"("row");

-- CreateIndex
CREATE UNIQUE INDEX "carried_message_source_key_source_key" ON "carried_message"("source_key", "source");

-- CreateIndex
CREATE INDEX "ticket_note_organisation_id_number_at_idx" ON "ticket_note"("organisation_id", "number", "at");

-- CreateIndex
CREATE INDEX "ticket_organisation_id_conversation_key_state_idx" ON "ticket"("organisation_id", "conversation_key", "state");

-- CreateIndex
CREATE INDEX "ticket_thread_key_idx" ON "ticket"("thread_key");

-- CreateIndex
CREATE INDEX "ticket_desk_row_idx" ON "ticket"("desk_row");

-- CreateIndex
CREATE INDEX "ticket_state_active_at_idx" ON "ticket"("state", "active_at");

-- AddForeignKey
ALTER TABLE "carried_message" ADD CONSTRAINT "carried_message_organisation_id_number_fkey" FOREIGN KEY ("organisation_id", "number") REFERENCES "ticket"("organisation_id", "number") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_note" ADD CONSTRAINT "ticket_note_organisation_id_number_fkey" FOREIGN KEY ("organisation_id", "number") REFERENCES "ticket"("organisation_id", "number") ON DELETE CASCADE ON UPDATE CASCADE;



-- What could not be carried, until its author is told.
CREATE INDEX "outbound_message_failed_relay" ON "outbound_message" ("seq") WHERE "state" = 'failed' AND "lane" = 'relay';
