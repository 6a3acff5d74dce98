-- CreateEnum
CREATE TYPE "NoticeState" AS ENUM ('draft', 'inApproval', 'scheduled', 'sending', 'sent', 'recalled', 'discarded');

-- CreateEnum
CREATE TYPE "EditionKind" AS ENUM ('first', 'correction', 'recall', 'reminder');

-- CreateEnum
CREATE TYPE "RecipientState" AS ENUM ('planned', 'handed', 'skipped');

-- AlterEnum
ALTER TYPE "OutboundState" ADD VALUE 'unknown';

-- AlterTable
ALTER TABLE "organisation_settings" ADD COLUMN     "declined_notices" TEXT[],
ADD COLUMN     "quiet_hours" TEXT,
ADD COLUMN     "tags" TEXT[];

-- AlterTable
ALTER TABLE "outbound_message" ADD COLUMN     "pace_key" TEXT,
ADD COLUMN     "wave" UUID;

-- CreateTable
CREATE TABLE "notice" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "state" "NoticeState" NOT NULL DEFAULT 'draft',
    "revision" INTEGER NOT NULL DEFAULT 1,
    "content" JSONB NOT NULL,
    "audience" JSONB NOT NULL,
    "content_hash" TEXT NOT NULL,
    "author_id" UUID NOT NULL,
    "author_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "requested_by" UUID,
    "approved_by" UUID,
    "approved_name" TEXT,
    "send_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "progress_row" UUID,

    CONSTRAINT "notice_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "notice_edition" (
    "organisation_id" UUID NOT NULL,
    "notice_id" UUID NOT NULL,
    "edition" INTEGER NOT NULL,
    "kind" "EditionKind" NOT NULL,
    "content" JSONB NOT NULL,
    "wave" UUID NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "handed_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "notice_edition_pkey" PRIMARY KEY ("organisation_id","notice_id","edition")
);

-- CreateTable
CREATE TABLE "notice_recipient" (
    "organisation_id" UUID NOT NULL,
    "notice_id" UUID NOT NULL,
    "state" "RecipientState" NOT NULL DEFAULT 'planned',
    "reason" TEXT,
    "handed_at" TIMESTAMPTZ(3),
    "failure_told_at" TIMESTAMPTZ(3),

    CONSTRAINT "notice_recipient_pkey" PRIMARY KEY ("organisation_id","notice_id")
);

-- CreateTable
CREATE TABLE "notice_acknowledgement" (
    "organisation_id" UUID NOT NULL,
    "notice_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "notice_acknowledgement_pkey" PRIMARY KEY ("organisation_id","notice_id","member_id")
);

-- CreateTable
CREATE TABLE "notice_channel" (
    "organisation_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "address" JSONB NOT NULL,
    "chosen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "notice_channel_pkey" PRIMARY KEY ("organisation_id","key")
);

-- CreateTable
CREATE TABLE "send_pace" (
    "key" TEXT NOT NULL,
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    "paused_until" TIMESTAMPTZ(3),

    CONSTRAINT "send_pace_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "notice_number_key" ON "notice"("number");

-- CreateIndex
CREATE INDEX "notice_state_send_at_idx" ON "notice"("state", "send_at");

-- CreateIndex
CREATE INDEX "notice_content_hash_idx" ON "notice"("content_hash");

-- CreateIndex
CREATE UNIQUE INDEX "notice_id_key" ON "notice"("id");

-- CreateIndex
CREATE UNIQUE INDEX "notice_edition_wave_key" ON "notice_edition"("wave");

-- CreateIndex
CREATE INDEX "notice_edition_finished_at_idx" ON "notice_edition"("finished_at");

-- CreateIndex
CREATE INDEX "notice_recipient_notice_id_state_idx" ON "notice_recipient"("notice_id", "state");

-- CreateIndex
CREATE INDEX "outbound_message_wave_state_idx" ON "outbound_message"("wave", "state");

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice_edition" ADD CONSTRAINT "notice_edition_organisation_id_notice_id_fkey" FOREIGN KEY ("organisation_id", "notice_id") REFERENCES "notice"("organisation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice_recipient" ADD CONSTRAINT "notice_recipient_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice_acknowledgement" ADD CONSTRAINT "notice_acknowledgement_organisation_id_notice_id_fkey" FOREIGN KEY ("organisation_id", "notice_id") REFERENCES "notice_recipient"("organisation_id", "notice_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice_acknowledgement" ADD CONSTRAINT "notice_acknowledgement_organisation_id_member_id_fkey" FOREIGN KEY ("organisation_id", "member_id") REFERENCES "member"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice_channel" ADD CONSTRAINT "notice_channel_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A channel that was chosen until now is the first of several.
INSERT INTO "notice_channel" ("organisation_id", "key", "address", "chosen_at")
SELECT "organisation_id", concat_ws('/', "notice_channel"->>'platform', "notice_channel"->>'workspace', "notice_channel"->>'channel'), "notice_channel", clock_timestamp()
FROM "organisation_settings" WHERE jsonb_typeof("notice_channel") = 'object';

ALTER TABLE "organisation_settings" DROP COLUMN "notice_channel";

CREATE SEQUENCE "notice_number";

-- What of waves is to be sent, by what it counts against.
CREATE INDEX "outbound_message_paced" ON "outbound_message" ("pace_key", "due_at") WHERE "state" = 'waiting' AND "pace_key" IS NOT NULL;
