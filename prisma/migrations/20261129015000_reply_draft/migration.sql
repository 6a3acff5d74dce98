-- CreateEnum
CREATE TYPE "DraftOrigin" AS ENUM ('model', 'nearest', 'own');

-- CreateTable
CREATE TABLE "reply_draft" (
    "organisation_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "provider_id" UUID NOT NULL,
    "consultant_id" UUID NOT NULL,
    "consultant_name" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "sources" TEXT[],
    "origin" "DraftOrigin" NOT NULL,
    "row" UUID NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reply_draft_pkey" PRIMARY KEY ("organisation_id","number")
);

-- CreateTable
CREATE TABLE "ticket_rating" (
    "organisation_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "member_id" UUID NOT NULL,
    "score" INTEGER NOT NULL,
    "comment" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ticket_rating_pkey" PRIMARY KEY ("organisation_id","number","member_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "reply_draft_id_key" ON "reply_draft"("id");

-- AddForeignKey
ALTER TABLE "reply_draft" ADD CONSTRAINT "reply_draft_organisation_id_number_fkey" FOREIGN KEY ("organisation_id", "number") REFERENCES "ticket"("organisation_id", "number") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_rating" ADD CONSTRAINT "ticket_rating_organisation_id_number_fkey" FOREIGN KEY ("organisation_id", "number") REFERENCES "ticket"("organisation_id", "number") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_rating" ADD CONSTRAINT "ticket_rating_organisation_id_member_id_fkey" FOREIGN KEY ("organisation_id", "member_id") REFERENCES "member"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma cannot say: a score is one of five.
ALTER TABLE "ticket_rating" ADD CONSTRAINT "ticket_rating_score" CHECK ("score" BETWEEN 1 AND 5);
