-- CreateTable
CREATE TABLE "busy_feed" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "sealed" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "readings" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),
    "etag" TEXT,
    "last_modified" TEXT,
    "known_until" TIMESTAMPTZ(3),
    "time_zone" TEXT,
    "fault" TEXT,
    "failing_since" TIMESTAMPTZ(3),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "warned_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "busy_feed_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "busy_time" (
    "organisation_id" UUID NOT NULL,
    "feed_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "busy_time_pkey" PRIMARY KEY ("organisation_id","feed_id","starts_at")
);

-- CreateIndex
CREATE INDEX "busy_feed_organisation_id_member_id_idx" ON "busy_feed"("organisation_id", "member_id");

-- CreateIndex
CREATE INDEX "busy_feed_due_at_idx" ON "busy_feed"("due_at");

-- CreateIndex
CREATE INDEX "busy_time_ends_at_idx" ON "busy_time"("ends_at");

-- AddForeignKey
ALTER TABLE "busy_feed" ADD CONSTRAINT "busy_feed_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "busy_feed" ADD CONSTRAINT "busy_feed_organisation_id_member_id_fkey" FOREIGN KEY ("organisation_id", "member_id") REFERENCES "member"("organisation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "busy_time" ADD CONSTRAINT "busy_time_organisation_id_feed_id_fkey" FOREIGN KEY ("organisation_id", "feed_id") REFERENCES "busy_feed"("organisation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;


-- By hand, since the schema language has no word for it:

ALTER TABLE "busy_time" ADD CONSTRAINT "busy_time_times" CHECK ("starts_at" < "ends_at");
