-- CreateEnum
CREATE TYPE "RevisionKind" AS ENUM ('imported', 'published', 'edited', 'retired', 'undone');

-- CreateEnum
CREATE TYPE "CandidateKind" AS ENUM ('publish', 'edit', 'retire');

-- CreateEnum
CREATE TYPE "CandidateState" AS ENUM ('draft', 'proposed', 'returned', 'approved', 'dropped');

-- AlterTable
ALTER TABLE "knowledge_entry" ADD COLUMN     "edited_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "knowledge_revision" (
    "entry_id" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "kind" "RevisionKind" NOT NULL,
    "state" "EntryState" NOT NULL,
    "content" JSONB NOT NULL,
    "proposed_by" TEXT NOT NULL,
    "approved_by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "knowledge_revision_pkey" PRIMARY KEY ("entry_id","revision")
);

-- CreateTable
CREATE TABLE "faq_candidate" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "kind" "CandidateKind" NOT NULL,
    "state" "CandidateState" NOT NULL,
    "entry_id" TEXT,
    "base_hash" TEXT NOT NULL,
    "member_id" UUID NOT NULL,
    "author_name" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "check" JSONB,
    "remark" TEXT NOT NULL DEFAULT '',
    "row" UUID,
    "ticket_organisation" UUID,
    "ticket_number" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "faq_candidate_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "faq_candidate_number_key" ON "faq_candidate"("number");

-- CreateIndex
CREATE INDEX "faq_candidate_ticket_number_idx" ON "faq_candidate"("ticket_number");

-- CreateIndex
CREATE INDEX "faq_candidate_entry_id_state_idx" ON "faq_candidate"("entry_id", "state");

-- AddForeignKey
ALTER TABLE "knowledge_revision" ADD CONSTRAINT "knowledge_revision_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "knowledge_entry"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "faq_candidate" ADD CONSTRAINT "faq_candidate_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "faq_candidate" ADD CONSTRAINT "faq_candidate_organisation_id_member_id_fkey" FOREIGN KEY ("organisation_id", "member_id") REFERENCES "member"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;


