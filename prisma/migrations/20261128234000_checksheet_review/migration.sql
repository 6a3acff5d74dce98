-- CreateEnum
CREATE TYPE "ReviewState" AS ENUM ('submitted', 'taken', 'waiting', 'returned', 'withdrawn');

-- CreateTable
CREATE TABLE "checksheet_review" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "run_id" UUID NOT NULL,
    "run_number" INTEGER NOT NULL,
    "sheet_id" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "copy" JSONB NOT NULL,
    "member_id" UUID NOT NULL,
    "message" TEXT NOT NULL,
    "hold_id" UUID,
    "state" "ReviewState" NOT NULL,
    "provider_id" UUID,
    "consultant_id" UUID,
    "consultant_name" TEXT NOT NULL DEFAULT '',
    "remark" TEXT NOT NULL DEFAULT '',
    "conversation" JSONB NOT NULL,
    "card_row" UUID,
    "desk_row" UUID,
    "submitted_at" TIMESTAMPTZ(3) NOT NULL,
    "returned_at" TIMESTAMPTZ(3),

    CONSTRAINT "checksheet_review_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "checksheet_review_note" (
    "organisation_id" UUID NOT NULL,
    "review_id" UUID NOT NULL,
    "item_id" TEXT NOT NULL,
    "comment" TEXT NOT NULL,
    "suggestion" JSONB NOT NULL,
    "written_by" UUID NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "checksheet_review_note_pkey" PRIMARY KEY ("organisation_id","review_id","item_id")
);

-- CreateTable
CREATE TABLE "checksheet_review_question" (
    "organisation_id" UUID NOT NULL,
    "review_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "item_id" TEXT NOT NULL,
    "question" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "answer" TEXT,
    "answered_by" UUID,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "checksheet_review_question_pkey" PRIMARY KEY ("organisation_id","review_id","number")
);

-- CreateIndex
CREATE UNIQUE INDEX "checksheet_review_number_key" ON "checksheet_review"("number");

-- AddForeignKey
ALTER TABLE "checksheet_review" ADD CONSTRAINT "checksheet_review_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checksheet_review" ADD CONSTRAINT "checksheet_review_sheet_id_version_fkey" FOREIGN KEY ("sheet_id", "version") REFERENCES "checksheet_version"("sheet_id", "version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checksheet_review" ADD CONSTRAINT "checksheet_review_organisation_id_run_id_fkey" FOREIGN KEY ("organisation_id", "run_id") REFERENCES "checksheet_run"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checksheet_review" ADD CONSTRAINT "checksheet_review_organisation_id_member_id_fkey" FOREIGN KEY ("organisation_id", "member_id") REFERENCES "member"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checksheet_review_note" ADD CONSTRAINT "checksheet_review_note_organisation_id_review_id_fkey" FOREIGN KEY ("organisation_id", "review_id") REFERENCES "checksheet_review"("organisation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checksheet_review_question" ADD CONSTRAINT "checksheet_review_question_organisation_id_review_id_fkey" FOREIGN KEY ("organisation_id", "review_id") REFERENCES "checksheet_review"("organisation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;



-- By hand, since the schema language has no word for it:

-- A run is handed in once at a time.
CREATE UNIQUE INDEX "checksheet_review_open" ON "checksheet_review"("organisation_id", "run_id") WHERE "state" IN ('submitted', 'taken', 'waiting');
