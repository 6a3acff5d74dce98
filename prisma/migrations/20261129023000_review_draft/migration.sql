-- CreateTable
CREATE TABLE "checksheet_review_draft" (
    "organisation_id" UUID NOT NULL,
    "review_id" UUID NOT NULL,
    "item_id" TEXT NOT NULL,
    "comment" TEXT NOT NULL,
    "drafted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "checksheet_review_draft_pkey" PRIMARY KEY ("organisation_id","review_id","item_id")
);

-- AddForeignKey
ALTER TABLE "checksheet_review_draft" ADD CONSTRAINT "checksheet_review_draft_organisation_id_review_id_fkey" FOREIGN KEY ("organisation_id", "review_id") REFERENCES "checksheet_review"("organisation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;


