-- CreateEnum
CREATE TYPE "CounsellingState" AS ENUM ('submitted', 'taken', 'delivered', 'withdrawn');

-- CreateEnum
CREATE TYPE "TaskState" AS ENUM ('open', 'done');

-- CreateTable
CREATE TABLE "counselling" (
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
    "state" "CounsellingState" NOT NULL,
    "provider_id" UUID,
    "consultant_id" UUID,
    "consultant_name" TEXT NOT NULL DEFAULT '',
    "remark" TEXT NOT NULL DEFAULT '',
    "conversation" JSONB NOT NULL,
    "card_row" UUID,
    "desk_row" UUID,
    "submitted_at" TIMESTAMPTZ(3) NOT NULL,
    "delivered_at" TIMESTAMPTZ(3),

    CONSTRAINT "counselling_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "counselling_row" (
    "organisation_id" UUID NOT NULL,
    "counselling_id" UUID NOT NULL,
    "row" INTEGER NOT NULL,
    "means" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "category" INTEGER NOT NULL,
    "items" JSONB NOT NULL,
    "position" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "tools" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "due_in" INTEGER,
    "dropped" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "counselling_row_pkey" PRIMARY KEY ("organisation_id","counselling_id","row")
);

-- CreateTable
CREATE TABLE "program_task" (
    "organisation_id" UUID NOT NULL,
    "counselling_id" UUID NOT NULL,
    "row" INTEGER NOT NULL,
    "state" "TaskState" NOT NULL,
    "member_id" UUID,
    "due_on" DATE,
    "done_at" TIMESTAMPTZ(3),
    "told_soon" DATE,
    "told_due" DATE,
    "told_overdue" DATE,

    CONSTRAINT "program_task_pkey" PRIMARY KEY ("organisation_id","counselling_id","row")
);

-- CreateIndex
CREATE UNIQUE INDEX "counselling_number_key" ON "counselling"("number");

-- CreateIndex
CREATE INDEX "program_task_state_due_on_idx" ON "program_task"("state", "due_on");

-- AddForeignKey
ALTER TABLE "counselling" ADD CONSTRAINT "counselling_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "counselling" ADD CONSTRAINT "counselling_sheet_id_version_fkey" FOREIGN KEY ("sheet_id", "version") REFERENCES "checksheet_version"("sheet_id", "version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "counselling" ADD CONSTRAINT "counselling_organisation_id_run_id_fkey" FOREIGN KEY ("organisation_id", "run_id") REFERENCES "checksheet_run"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "counselling" ADD CONSTRAINT "counselling_organisation_id_member_id_fkey" FOREIGN KEY ("organisation_id", "member_id") REFERENCES "member"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "counselling_row" ADD CONSTRAINT "counselling_row_organisation_id_counselling_id_fkey" FOREIGN KEY ("organisation_id", "counselling_id") REFERENCES "counselling"("organisation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "program_task" ADD CONSTRAINT "program_task_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "program_task" ADD CONSTRAINT "program_task_organisation_id_counselling_id_row_fkey" FOREIGN KEY ("organisation_id", "counselling_id", "row") REFERENCES "counselling_row"("organisation_id", "counselling_id", "row") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "program_task" ADD CONSTRAINT "program_task_organisation_id_member_id_fkey" FOREIGN KEY ("organisation_id", "member_id") REFERENCES "member"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;




-- By hand, since the schema language has no word for it:

-- A run has one program under way at a time.
CREATE UNIQUE INDEX "counselling_open" ON "counselling"("organisation_id", "run_id") WHERE "state" IN ('submitted', 'taken');
