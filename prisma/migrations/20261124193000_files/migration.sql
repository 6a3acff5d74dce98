-- CreateEnum
CREATE TYPE "AttachmentState" AS ENUM ('waiting', 'stored', 'failed');

-- AlterTable
ALTER TABLE "consultation" ADD COLUMN     "missing_files" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "stored_file" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "mime_type" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "record_of" UUID,
    "kept_at" TIMESTAMPTZ(3),

    CONSTRAINT "stored_file_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "file_chunk" (
    "organisation_id" UUID NOT NULL,
    "file_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "content" BYTEA NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "file_chunk_pkey" PRIMARY KEY ("organisation_id","file_id","position")
);

-- CreateTable
CREATE TABLE "attachment" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "consultation_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "mime_type" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "platform" "Platform" NOT NULL,
    "workspace" TEXT NOT NULL,
    "locator" JSONB,
    "state" "AttachmentState" NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "claim_token" UUID,
    "claim_until" TIMESTAMPTZ(3),
    "reason" TEXT,
    "file_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "attachment_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateIndex
CREATE INDEX "stored_file_created_at_idx" ON "stored_file"("created_at");

-- CreateIndex
CREATE INDEX "stored_file_organisation_id_record_of_idx" ON "stored_file"("organisation_id", "record_of");

-- CreateIndex
CREATE INDEX "file_chunk_written_at_idx" ON "file_chunk"("written_at");

-- CreateIndex
CREATE INDEX "attachment_organisation_id_consultation_id_position_idx" ON "attachment"("organisation_id", "consultation_id", "position");

-- CreateIndex
CREATE INDEX "attachment_created_at_idx" ON "attachment"("created_at");

-- CreateIndex
CREATE INDEX "consultation_organisation_id_ticket_number_idx" ON "consultation"("organisation_id", "ticket_number");

-- AddForeignKey
ALTER TABLE "stored_file" ADD CONSTRAINT "stored_file_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stored_file" ADD CONSTRAINT "stored_file_organisation_id_member_id_fkey" FOREIGN KEY ("organisation_id", "member_id") REFERENCES "member"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "file_chunk" ADD CONSTRAINT "file_chunk_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_organisation_id_consultation_id_fkey" FOREIGN KEY ("organisation_id", "consultation_id") REFERENCES "consultation"("organisation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;


-- What is written is mostly packed already: trying to pack it again would only hold up the one embedded session
ALTER TABLE "file_chunk" ALTER COLUMN "content" SET STORAGE EXTERNAL;
ALTER TABLE "file_chunk" ADD CONSTRAINT "file_chunk_size" CHECK (octet_length("content") BETWEEN 1 AND 262144);
ALTER TABLE "stored_file" ADD CONSTRAINT "stored_file_size" CHECK ("bytes" BETWEEN 0 AND 26214400);

-- What waits to be fetched is looked for every second
CREATE INDEX "attachment_waiting" ON "attachment" ("due_at") WHERE "state" = 'waiting';
