-- Ids and times in one exclusion constraint.
CREATE EXTENSION IF NOT EXISTS btree_gist;

-- CreateEnum
CREATE TYPE "BookingState" AS ENUM ('held', 'awaiting', 'confirmed', 'cancelled', 'lapsed', 'finished', 'noShow');

-- CreateTable
CREATE TABLE "availability" (
    "organisation_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "bookable" BOOLEAN NOT NULL DEFAULT true,
    "time_zone" TEXT NOT NULL,
    "weekly" JSONB NOT NULL,
    "slot_minutes" INTEGER NOT NULL,
    "buffer_minutes" INTEGER NOT NULL DEFAULT 0,
    "daily_most" INTEGER,
    "weekly_most" INTEGER,
    "lead_business_days" INTEGER NOT NULL DEFAULT 1,
    "horizon_days" INTEGER NOT NULL DEFAULT 60,
    "room" TEXT,

    CONSTRAINT "availability_pkey" PRIMARY KEY ("organisation_id","member_id")
);

-- CreateTable
CREATE TABLE "availability_exception" (
    "organisation_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "hours" TEXT[],

    CONSTRAINT "availability_exception_pkey" PRIMARY KEY ("organisation_id","member_id","day")
);

-- CreateTable
CREATE TABLE "booking" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "member_id" UUID NOT NULL,
    "provider_id" UUID NOT NULL,
    "consultant_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "state" "BookingState" NOT NULL,
    "hold_id" UUID,
    "topic" TEXT NOT NULL,
    "agenda" TEXT NOT NULL DEFAULT '',
    "attendees" TEXT NOT NULL DEFAULT '',
    "consultation_id" UUID,
    "sequence" INTEGER NOT NULL DEFAULT 0,
    "conversation" JSONB NOT NULL,
    "card_row" UUID,
    "desk_row" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "booking_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "booking_slot" (
    "organisation_id" UUID NOT NULL,
    "booking_id" UUID NOT NULL,
    "consultant_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "blocked_until" TIMESTAMPTZ(3) NOT NULL,
    "held_until" TIMESTAMPTZ(3),

    CONSTRAINT "booking_slot_pkey" PRIMARY KEY ("organisation_id","booking_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "booking_number_key" ON "booking"("number");

-- CreateIndex
CREATE INDEX "booking_organisation_id_starts_at_idx" ON "booking"("organisation_id", "starts_at");

-- CreateIndex
CREATE INDEX "booking_consultant_id_starts_at_idx" ON "booking"("consultant_id", "starts_at");

-- CreateIndex
CREATE INDEX "booking_slot_starts_at_idx" ON "booking_slot"("starts_at");

-- AddForeignKey
ALTER TABLE "availability" ADD CONSTRAINT "availability_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "availability" ADD CONSTRAINT "availability_organisation_id_member_id_fkey" FOREIGN KEY ("organisation_id", "member_id") REFERENCES "member"("organisation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "availability_exception" ADD CONSTRAINT "availability_exception_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "availability_exception" ADD CONSTRAINT "availability_exception_organisation_id_member_id_fkey" FOREIGN KEY ("organisation_id", "member_id") REFERENCES "availability"("organisation_id", "member_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "booking" ADD CONSTRAINT "booking_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "booking" ADD CONSTRAINT "booking_organisation_id_member_id_fkey" FOREIGN KEY ("organisation_id", "member_id") REFERENCES "member"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "booking" ADD CONSTRAINT "booking_provider_id_consultant_id_fkey" FOREIGN KEY ("provider_id", "consultant_id") REFERENCES "availability"("organisation_id", "member_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "booking_slot" ADD CONSTRAINT "booking_slot_organisation_id_booking_id_fkey" FOREIGN KEY ("organisation_id", "booking_id") REFERENCES "booking"("organisation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;


-- Around a meeting:

-- CreateTable
CREATE TABLE "booking_reminder" (
    "organisation_id" UUID NOT NULL,
    "booking_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "booking_reminder_pkey" PRIMARY KEY ("organisation_id","booking_id","kind","starts_at")
);

-- CreateTable
CREATE TABLE "booking_minutes" (
    "organisation_id" UUID NOT NULL,
    "booking_id" UUID NOT NULL,
    "summary" TEXT NOT NULL,
    "next_actions" TEXT NOT NULL DEFAULT '',
    "written_by" UUID NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,
    "card_row" UUID NOT NULL,
    "question_row" UUID NOT NULL,

    CONSTRAINT "booking_minutes_pkey" PRIMARY KEY ("organisation_id","booking_id")
);

-- CreateTable
CREATE TABLE "booking_rating" (
    "organisation_id" UUID NOT NULL,
    "booking_id" UUID NOT NULL,
    "score" INTEGER NOT NULL,
    "member_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "booking_rating_pkey" PRIMARY KEY ("organisation_id","booking_id")
);

-- CreateIndex
CREATE INDEX "booking_state_ends_at_idx" ON "booking"("state", "ends_at");

-- AddForeignKey
ALTER TABLE "booking_reminder" ADD CONSTRAINT "booking_reminder_organisation_id_booking_id_fkey" FOREIGN KEY ("organisation_id", "booking_id") REFERENCES "booking"("organisation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "booking_minutes" ADD CONSTRAINT "booking_minutes_organisation_id_booking_id_fkey" FOREIGN KEY ("organisation_id", "booking_id") REFERENCES "booking"("organisation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "booking_rating" ADD CONSTRAINT "booking_rating_organisation_id_booking_id_fkey" FOREIGN KEY ("organisation_id", "booking_id") REFERENCES "booking"("organisation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;



-- By hand, since the schema language has no word for it:

ALTER TABLE "booking" ADD CONSTRAINT "booking_times" CHECK ("starts_at" < "ends_at");
ALTER TABLE "booking_slot" ADD CONSTRAINT "booking_slot_times" CHECK ("starts_at" < "blocked_until");
ALTER TABLE "availability" ADD CONSTRAINT "availability_numbers" CHECK ("slot_minutes" BETWEEN 5 AND 480
  AND "buffer_minutes" BETWEEN 0 AND 240 AND "lead_business_days" BETWEEN 0 AND 60 AND "horizon_days" BETWEEN 1 AND 366);

-- No consultant is in two meetings, whatever a process believes.
ALTER TABLE "booking_slot" ADD CONSTRAINT "booking_slot_apart"
  EXCLUDE USING gist ("consultant_id" WITH =, tstzrange("starts_at", "blocked_until") WITH &&);

ALTER TABLE "booking_rating" ADD CONSTRAINT "booking_rating_score" CHECK ("score" BETWEEN 1 AND 3);
