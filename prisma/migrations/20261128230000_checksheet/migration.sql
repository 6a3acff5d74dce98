-- AlterTable
ALTER TABLE "knowledge_version" ADD COLUMN     "checksheets" JSONB NOT NULL DEFAULT '[]';

-- CreateTable
CREATE TABLE "checksheet_version" (
    "sheet_id" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "imported_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "checksheet_version_pkey" PRIMARY KEY ("sheet_id","version")
);

-- CreateTable
CREATE TABLE "checksheet_run" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "sheet_id" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "started_by" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "checksheet_run_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "checksheet_answer" (
    "organisation_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "item_id" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "marks" JSONB NOT NULL,
    "evidence" TEXT NOT NULL,
    "member_id" UUID NOT NULL,
    "answered_at" TIMESTAMPTZ(3) NOT NULL,
    "needs_look" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "checksheet_answer_pkey" PRIMARY KEY ("organisation_id","run_id","item_id")
);

-- CreateTable
CREATE TABLE "checksheet_change" (
    "organisation_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "item_id" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "marks" JSONB NOT NULL,
    "evidence" TEXT NOT NULL,
    "member_id" UUID NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "checksheet_change_pkey" PRIMARY KEY ("organisation_id","run_id","item_id","revision")
);

-- CreateTable
CREATE TABLE "checksheet_place" (
    "organisation_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "item_id" TEXT NOT NULL,
    "route" TEXT NOT NULL,
    "card_row" UUID NOT NULL,
    "conversation" TEXT NOT NULL,
    "touched_at" TIMESTAMPTZ(3) NOT NULL,
    "paused" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "checksheet_place_pkey" PRIMARY KEY ("organisation_id","member_id","run_id")
);

-- CreateTable
CREATE TABLE "checksheet_assignment" (
    "organisation_id" UUID NOT NULL,
    "sheet_id" TEXT NOT NULL,
    "category" INTEGER NOT NULL,
    "member_id" UUID NOT NULL,
    "assigned_by" UUID NOT NULL,
    "assigned_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "checksheet_assignment_pkey" PRIMARY KEY ("organisation_id","sheet_id","category")
);

-- CreateTable
CREATE TABLE "checksheet_draft" (
    "organisation_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "item_id" TEXT NOT NULL,
    "marks" JSONB NOT NULL,
    "evidence" TEXT NOT NULL,
    "drafted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "checksheet_draft_pkey" PRIMARY KEY ("organisation_id","member_id","run_id","item_id")
);

-- CreateTable
CREATE TABLE "checksheet_import" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "entries" JSONB NOT NULL,
    "revisions" JSONB NOT NULL,
    "card_row" UUID NOT NULL,
    "handed_in_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_as" TEXT,

    CONSTRAINT "checksheet_import_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "checksheet_run_organisation_id_sheet_id_number_key" ON "checksheet_run"("organisation_id", "sheet_id", "number");

-- AddForeignKey
ALTER TABLE "checksheet_run" ADD CONSTRAINT "checksheet_run_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checksheet_run" ADD CONSTRAINT "checksheet_run_sheet_id_version_fkey" FOREIGN KEY ("sheet_id", "version") REFERENCES "checksheet_version"("sheet_id", "version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checksheet_run" ADD CONSTRAINT "checksheet_run_organisation_id_started_by_fkey" FOREIGN KEY ("organisation_id", "started_by") REFERENCES "member"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checksheet_answer" ADD CONSTRAINT "checksheet_answer_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checksheet_answer" ADD CONSTRAINT "checksheet_answer_organisation_id_run_id_fkey" FOREIGN KEY ("organisation_id", "run_id") REFERENCES "checksheet_run"("organisation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checksheet_answer" ADD CONSTRAINT "checksheet_answer_organisation_id_member_id_fkey" FOREIGN KEY ("organisation_id", "member_id") REFERENCES "member"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checksheet_change" ADD CONSTRAINT "checksheet_change_organisation_id_run_id_item_id_fkey" FOREIGN KEY ("organisation_id", "run_id", "item_id") REFERENCES "checksheet_answer"("organisation_id", "run_id", "item_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checksheet_place" ADD CONSTRAINT "checksheet_place_organisation_id_member_id_fkey" FOREIGN KEY ("organisation_id", "member_id") REFERENCES "member"("organisation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checksheet_place" ADD CONSTRAINT "checksheet_place_organisation_id_run_id_fkey" FOREIGN KEY ("organisation_id", "run_id") REFERENCES "checksheet_run"("organisation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checksheet_assignment" ADD CONSTRAINT "checksheet_assignment_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checksheet_assignment" ADD CONSTRAINT "checksheet_assignment_organisation_id_member_id_fkey" FOREIGN KEY ("organisation_id", "member_id") REFERENCES "member"("organisation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checksheet_assignment" ADD CONSTRAINT "checksheet_assignment_organisation_id_assigned_by_fkey" FOREIGN KEY ("organisation_id", "assigned_by") REFERENCES "member"("organisation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checksheet_draft" ADD CONSTRAINT "checksheet_draft_organisation_id_member_id_fkey" FOREIGN KEY ("organisation_id", "member_id") REFERENCES "member"("organisation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checksheet_draft" ADD CONSTRAINT "checksheet_draft_organisation_id_run_id_fkey" FOREIGN KEY ("organisation_id", "run_id") REFERENCES "checksheet_run"("organisation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checksheet_import" ADD CONSTRAINT "checksheet_import_organisation_id_member_id_fkey" FOREIGN KEY ("organisation_id", "member_id") REFERENCES "member"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checksheet_import" ADD CONSTRAINT "checksheet_import_organisation_id_run_id_fkey" FOREIGN KEY ("organisation_id", "run_id") REFERENCES "checksheet_run"("organisation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;



-- By hand, since the schema language has no word for it:

-- One goes through a sheet once at a time.
CREATE UNIQUE INDEX "checksheet_run_open" ON "checksheet_run"("organisation_id", "sheet_id") WHERE "closed_at" IS NULL;
