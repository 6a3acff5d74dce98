-- AlterTable
ALTER TABLE "knowledge_version" ADD COLUMN     "materials" JSONB NOT NULL DEFAULT '{"courses":"","items":[],"materials":[]}';

-- CreateTable
CREATE TABLE "answer_trace" (
    "organisation_id" UUID NOT NULL,
    "consultation_id" UUID NOT NULL,
    "trace" JSONB NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "answer_trace_pkey" PRIMARY KEY ("organisation_id","consultation_id")
);

-- CreateIndex
CREATE INDEX "answer_trace_made_at_idx" ON "answer_trace"("made_at");

-- AddForeignKey
ALTER TABLE "answer_trace" ADD CONSTRAINT "answer_trace_organisation_id_consultation_id_fkey" FOREIGN KEY ("organisation_id", "consultation_id") REFERENCES "consultation"("organisation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
