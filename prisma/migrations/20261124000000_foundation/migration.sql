-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "ConsultationState" AS ENUM ('answered', 'offered', 'unanswered', 'escalated', 'solved', 'unsolved', 'withdrawn');

-- CreateEnum
CREATE TYPE "Verdict" AS ENUM ('solved', 'unsolved');

-- CreateEnum
CREATE TYPE "Author" AS ENUM ('member', 'bot');

-- CreateEnum
CREATE TYPE "EventState" AS ENUM ('pending', 'handled', 'failed');

-- CreateEnum
CREATE TYPE "EntryState" AS ENUM ('active', 'retired');

-- CreateEnum
CREATE TYPE "OrganisationKind" AS ENUM ('customer', 'provider');

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('staff', 'owner', 'consultant', 'admin');

-- CreateEnum
CREATE TYPE "Locale" AS ENUM ('ja', 'en');

-- CreateEnum
CREATE TYPE "Platform" AS ENUM ('slack', 'teams', 'web');

-- CreateEnum
CREATE TYPE "OutboundKind" AS ENUM ('send', 'update');

-- CreateEnum
CREATE TYPE "Lane" AS ENUM ('reply', 'relay', 'notice');

-- CreateEnum
CREATE TYPE "OutboundState" AS ENUM ('waiting', 'sent', 'failed', 'dropped');

-- CreateEnum
CREATE TYPE "Course" AS ENUM ('learning', 'practice');

-- CreateTable
CREATE TABLE "consultation" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "conversation_key" TEXT NOT NULL,
    "member_id" UUID NOT NULL,
    "addressee" TEXT NOT NULL,
    "locale" "Locale" NOT NULL DEFAULT 'ja',
    "state" "ConsultationState" NOT NULL,
    "urgent" BOOLEAN NOT NULL DEFAULT false,
    "subject" TEXT NOT NULL,
    "question" TEXT,
    "files" TEXT[],
    "reply" JSONB NOT NULL,
    "question_message" TEXT,
    "answer_row" UUID,
    "ticket_number" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "consultation_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "feedback" (
    "organisation_id" UUID NOT NULL,
    "consultation_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "verdict" "Verdict",
    "comment" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "feedback_pkey" PRIMARY KEY ("organisation_id","consultation_id","member_id")
);

-- CreateTable
CREATE TABLE "conversation" (
    "key" TEXT NOT NULL,
    "organisation_id" UUID NOT NULL,
    "address" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "conversation_pkey" PRIMARY KEY ("organisation_id","key")
);

-- CreateTable
CREATE TABLE "turn" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "conversation_key" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "author" "Author" NOT NULL,
    "member_id" UUID,
    "message_id" TEXT NOT NULL,
    "words" TEXT,

    CONSTRAINT "turn_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "ticket" (
    "organisation_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "conversation_key" TEXT NOT NULL,
    "member_id" UUID NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),
    "content" JSONB NOT NULL,
    "desk_row" UUID,

    CONSTRAINT "ticket_pkey" PRIMARY KEY ("organisation_id","number")
);

-- CreateTable
CREATE TABLE "consultants_channel" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "address" JSONB NOT NULL,
    "set_by" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "consultants_channel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inbound_event" (
    "id" TEXT NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "conversation_key" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "state" "EventState" NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "reference" TEXT,

    CONSTRAINT "inbound_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "conversation_lease" (
    "key" TEXT NOT NULL,
    "token" UUID,
    "until" TIMESTAMPTZ(3),

    CONSTRAINT "conversation_lease_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "knowledge_entry" (
    "id" TEXT NOT NULL,
    "state" "EntryState" NOT NULL DEFAULT 'active',
    "content" JSONB NOT NULL,
    "content_hash" TEXT NOT NULL,
    "imported_hashes" TEXT[],
    "tokens" JSONB NOT NULL,
    "version" INTEGER NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "knowledge_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "knowledge_version" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "version" INTEGER NOT NULL DEFAULT 0,
    "provider" JSONB NOT NULL,
    "provider_hashes" TEXT[],

    CONSTRAINT "knowledge_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "organisation" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "OrganisationKind" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "workspace" (
    "platform" "Platform" NOT NULL,
    "workspace" TEXT NOT NULL,
    "organisation_id" UUID NOT NULL,
    "linked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "workspace_pkey" PRIMARY KEY ("platform","workspace")
);

-- CreateTable
CREATE TABLE "member" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "role" "Role" NOT NULL,
    "locale" "Locale" NOT NULL DEFAULT 'ja',
    "greeted_at" TIMESTAMPTZ(3),
    "removed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "member_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "member_identity" (
    "platform" "Platform" NOT NULL,
    "workspace" TEXT NOT NULL,
    "user" TEXT NOT NULL,
    "organisation_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,

    CONSTRAINT "member_identity_pkey" PRIMARY KEY ("platform","workspace","user")
);

-- CreateTable
CREATE TABLE "invitation" (
    "code_hash" TEXT NOT NULL,
    "role" "Role" NOT NULL,
    "name" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "redeemed_at" TIMESTAMPTZ(3),
    "redeemed_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("code_hash")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "details" JSONB NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "outbound_message" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "conversation_key" TEXT NOT NULL,
    "lane" "Lane" NOT NULL,
    "kind" "OutboundKind" NOT NULL,
    "of" UUID,
    "address" JSONB NOT NULL,
    "message" JSONB NOT NULL,
    "state" "OutboundState" NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "claim_token" UUID,
    "claim_until" TIMESTAMPTZ(3),
    "unknown_outcomes" INTEGER NOT NULL DEFAULT 0,
    "platform_message" TEXT,
    "reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbound_message_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "contract" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "course" "Course" NOT NULL,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,

    CONSTRAINT "contract_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "web_message" (
    "id" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "workspace" TEXT NOT NULL,
    "channel" TEXT,
    "direct_user" TEXT,
    "thread" TEXT,
    "author" TEXT NOT NULL,
    "words" TEXT,
    "card" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "edited_at" TIMESTAMPTZ(3),
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "web_message_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "consultation_organisation_id_conversation_key_created_at_idx" ON "consultation"("organisation_id", "conversation_key", "created_at");

-- CreateIndex
CREATE INDEX "consultation_organisation_id_conversation_key_question_mess_idx" ON "consultation"("organisation_id", "conversation_key", "question_message");

-- CreateIndex
CREATE INDEX "conversation_key_idx" ON "conversation"("key");

-- CreateIndex
CREATE INDEX "turn_organisation_id_conversation_key_at_idx" ON "turn"("organisation_id", "conversation_key", "at");

-- CreateIndex
CREATE INDEX "turn_organisation_id_message_id_idx" ON "turn"("organisation_id", "message_id");

-- CreateIndex
CREATE INDEX "turn_at_idx" ON "turn"("at");

-- CreateIndex
CREATE UNIQUE INDEX "ticket_number_key" ON "ticket"("number");

-- CreateIndex
CREATE UNIQUE INDEX "inbound_event_seq_key" ON "inbound_event"("seq");

-- CreateIndex
CREATE INDEX "inbound_event_conversation_key_seq_idx" ON "inbound_event"("conversation_key", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "organisation_code_key" ON "organisation"("code");

-- CreateIndex
CREATE INDEX "member_identity_organisation_id_member_id_idx" ON "member_identity"("organisation_id", "member_id");

-- CreateIndex
CREATE INDEX "audit_entry_organisation_id_at_idx" ON "audit_entry"("organisation_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "outbound_message_seq_key" ON "outbound_message"("seq");

-- CreateIndex
CREATE INDEX "outbound_message_of_seq_idx" ON "outbound_message"("of", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "outbound_message_id_key" ON "outbound_message"("id");

-- CreateIndex
CREATE INDEX "contract_organisation_id_starts_on_idx" ON "contract"("organisation_id", "starts_on");

-- CreateIndex
CREATE UNIQUE INDEX "web_message_seq_key" ON "web_message"("seq");

-- AddForeignKey
ALTER TABLE "consultation" ADD CONSTRAINT "consultation_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consultation" ADD CONSTRAINT "consultation_organisation_id_conversation_key_fkey" FOREIGN KEY ("organisation_id", "conversation_key") REFERENCES "conversation"("organisation_id", "key") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consultation" ADD CONSTRAINT "consultation_organisation_id_member_id_fkey" FOREIGN KEY ("organisation_id", "member_id") REFERENCES "member"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_organisation_id_consultation_id_fkey" FOREIGN KEY ("organisation_id", "consultation_id") REFERENCES "consultation"("organisation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_organisation_id_member_id_fkey" FOREIGN KEY ("organisation_id", "member_id") REFERENCES "member"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversation" ADD CONSTRAINT "conversation_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "turn" ADD CONSTRAINT "turn_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "turn" ADD CONSTRAINT "turn_organisation_id_conversation_key_fkey" FOREIGN KEY ("organisation_id", "conversation_key") REFERENCES "conversation"("organisation_id", "key") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "turn" ADD CONSTRAINT "turn_organisation_id_member_id_fkey" FOREIGN KEY ("organisation_id", "member_id") REFERENCES "member"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_organisation_id_conversation_key_fkey" FOREIGN KEY ("organisation_id", "conversation_key") REFERENCES "conversation"("organisation_id", "key") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_organisation_id_member_id_fkey" FOREIGN KEY ("organisation_id", "member_id") REFERENCES "member"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "workspace" ADD CONSTRAINT "workspace_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member_identity" ADD CONSTRAINT "member_identity_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member_identity" ADD CONSTRAINT "member_identity_organisation_id_member_id_fkey" FOREIGN KEY ("organisation_id", "member_id") REFERENCES "member"("organisation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbound_message" ADD CONSTRAINT "outbound_message_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contract" ADD CONSTRAINT "contract_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



-- What Prisma has no word for

-- Due events and rows: found without touching what is finished
CREATE INDEX "inbound_event_due" ON "inbound_event" ("due_at") WHERE "state" = 'pending';
CREATE INDEX "inbound_event_pending" ON "inbound_event" ("conversation_key", "seq") WHERE "state" = 'pending';
CREATE INDEX "inbound_event_finished" ON "inbound_event" ("finished_at") WHERE "state" <> 'pending';
CREATE INDEX "outbound_message_due" ON "outbound_message" ("due_at") WHERE "state" = 'waiting';
CREATE INDEX "outbound_message_line" ON "outbound_message" ("conversation_key", "lane", "seq") WHERE "state" = 'waiting';
CREATE INDEX "outbound_message_finished" ON "outbound_message" ("finished_at") WHERE "state" <> 'waiting';
CREATE INDEX "ticket_unannounced" ON "ticket" ("opened_at") WHERE "desk_row" IS NULL AND "withdrawn_at" IS NULL;

-- One provider, one consultants' channel, one version counter
CREATE UNIQUE INDEX "organisation_provider" ON "organisation" ("kind") WHERE "kind" = 'provider';
ALTER TABLE "consultants_channel" ADD CONSTRAINT "consultants_channel_single" CHECK ("id" = 1);
ALTER TABLE "knowledge_version" ADD CONSTRAINT "knowledge_version_single" CHECK ("id" = 1);

ALTER TABLE "contract" ADD CONSTRAINT "contract_days" CHECK ("starts_on" <= "ends_on");
ALTER TABLE "outbound_message" ADD CONSTRAINT "outbound_message_update_of" CHECK (("kind" = 'update') = ("of" IS NOT NULL));

-- 受付番号
CREATE SEQUENCE "ticket_number" AS integer MINVALUE 1;
-- Order in which the web chat's people see changes
CREATE SEQUENCE "web_message_seq" AS bigint MINVALUE 1;
