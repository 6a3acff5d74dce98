-- CreateEnum
CREATE TYPE "Allowance" AS ENUM ('webMeeting', 'review', 'counselling');

-- CreateEnum
CREATE TYPE "AllowanceSource" AS ENUM ('included', 'extra');

-- CreateEnum
CREATE TYPE "LedgerEntryKind" AS ENUM ('grant', 'hold', 'consume', 'release', 'expire', 'adjust');

-- CreateEnum
CREATE TYPE "HoldState" AS ENUM ('open', 'consumed', 'released');

-- AlterTable
ALTER TABLE "contract" ADD COLUMN     "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "opens_on" DATE,
ADD COLUMN     "product" TEXT,
ADD COLUMN     "purchased_on" DATE,
ADD COLUMN     "term_id" UUID;

-- What is there was recorded by its course alone: a course of its own, from its first day on.
UPDATE "contract" SET "opens_on" = "starts_on", "purchased_on" = "starts_on", "term_id" = "id",
  "product" = CASE "course" WHEN 'learning' THEN 'LEARN' ELSE 'PRACT' END;

ALTER TABLE "contract" ALTER COLUMN "opens_on" SET NOT NULL,
ALTER COLUMN "product" SET NOT NULL,
ALTER COLUMN "purchased_on" SET NOT NULL,
ALTER COLUMN "term_id" SET NOT NULL;

-- AlterTable
ALTER TABLE "knowledge_version" ADD COLUMN     "products" JSONB NOT NULL DEFAULT '{"taxPercent":10,"packages":[],"products":[]}';

-- CreateTable
CREATE TABLE "contract_code" (
    "organisation_id" UUID NOT NULL,
    "code_hash" TEXT NOT NULL,
    "ending" TEXT NOT NULL,
    "issued_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "uses" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "contract_code_pkey" PRIMARY KEY ("organisation_id","code_hash")
);

-- CreateTable
CREATE TABLE "staff_code" (
    "organisation_id" UUID NOT NULL,
    "code_hash" TEXT NOT NULL,
    "issued_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "staff_code_pkey" PRIMARY KEY ("organisation_id","code_hash")
);

-- CreateTable
CREATE TABLE "mapped_channel" (
    "platform" "Platform" NOT NULL,
    "workspace" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "organisation_id" UUID NOT NULL,
    "mapped_by" TEXT NOT NULL,
    "mapped_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mapped_channel_pkey" PRIMARY KEY ("platform","workspace","channel")
);

-- CreateTable
CREATE TABLE "organisation_settings" (
    "organisation_id" UUID NOT NULL,
    "notice_channel" JSONB,
    "reminds_in_channel" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "organisation_settings_pkey" PRIMARY KEY ("organisation_id")
);

-- CreateTable
CREATE TABLE "allowance_balance" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "term_id" UUID NOT NULL,
    "allowance" "Allowance" NOT NULL,
    "source" "AllowanceSource" NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,
    "granted" INTEGER NOT NULL DEFAULT 0,
    "used" INTEGER NOT NULL DEFAULT 0,
    "held" INTEGER NOT NULL DEFAULT 0,
    "expired" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "allowance_balance_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "allowance_hold" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "balance_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "used_on" DATE NOT NULL,
    "lapses_at" TIMESTAMPTZ(3),
    "state" "HoldState" NOT NULL DEFAULT 'open',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "allowance_hold_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "ledger_entry" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "balance_id" UUID NOT NULL,
    "kind" "LedgerEntryKind" NOT NULL,
    "amount" INTEGER NOT NULL,
    "hold_id" UUID,
    "contract_id" UUID,
    "reason" TEXT,
    "actor" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ledger_entry_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "contract_reminder" (
    "organisation_id" UUID NOT NULL,
    "about" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "contract_reminder_pkey" PRIMARY KEY ("organisation_id","about")
);

-- CreateTable
CREATE TABLE "scheduled_job" (
    "name" TEXT NOT NULL,
    "claimed_until" TIMESTAMPTZ(3),
    "claim_token" UUID,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "scheduled_job_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE UNIQUE INDEX "contract_code_code_hash_key" ON "contract_code"("code_hash");

-- CreateIndex
CREATE UNIQUE INDEX "staff_code_code_hash_key" ON "staff_code"("code_hash");

-- CreateIndex
CREATE INDEX "mapped_channel_organisation_id_idx" ON "mapped_channel"("organisation_id");

-- CreateIndex
CREATE INDEX "allowance_balance_valid_to_idx" ON "allowance_balance"("valid_to");

-- CreateIndex
CREATE UNIQUE INDEX "allowance_balance_organisation_id_term_id_allowance_source_key" ON "allowance_balance"("organisation_id", "term_id", "allowance", "source");

-- CreateIndex
CREATE INDEX "allowance_hold_organisation_id_balance_id_idx" ON "allowance_hold"("organisation_id", "balance_id");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_entry_seq_key" ON "ledger_entry"("seq");

-- CreateIndex
CREATE INDEX "ledger_entry_organisation_id_balance_id_seq_idx" ON "ledger_entry"("organisation_id", "balance_id", "seq");

-- CreateIndex
CREATE INDEX "contract_ends_on_idx" ON "contract"("ends_on");

-- AddForeignKey
ALTER TABLE "contract_code" ADD CONSTRAINT "contract_code_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_code" ADD CONSTRAINT "staff_code_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mapped_channel" ADD CONSTRAINT "mapped_channel_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "organisation_settings" ADD CONSTRAINT "organisation_settings_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contract" ADD CONSTRAINT "contract_organisation_id_term_id_fkey" FOREIGN KEY ("organisation_id", "term_id") REFERENCES "contract"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "allowance_balance" ADD CONSTRAINT "allowance_balance_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "allowance_balance" ADD CONSTRAINT "allowance_balance_organisation_id_term_id_fkey" FOREIGN KEY ("organisation_id", "term_id") REFERENCES "contract"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "allowance_hold" ADD CONSTRAINT "allowance_hold_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "allowance_hold" ADD CONSTRAINT "allowance_hold_organisation_id_balance_id_fkey" FOREIGN KEY ("organisation_id", "balance_id") REFERENCES "allowance_balance"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_organisation_id_balance_id_fkey" FOREIGN KEY ("organisation_id", "balance_id") REFERENCES "allowance_balance"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_organisation_id_hold_id_fkey" FOREIGN KEY ("organisation_id", "hold_id") REFERENCES "allowance_hold"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_organisation_id_contract_id_fkey" FOREIGN KEY ("organisation_id", "contract_id") REFERENCES "contract"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contract_reminder" ADD CONSTRAINT "contract_reminder_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand, since the schema language has no word for it:

ALTER TABLE "contract" DROP CONSTRAINT "contract_days";
ALTER TABLE "contract" ADD CONSTRAINT "contract_days" CHECK ("opens_on" <= "starts_on" AND "starts_on" <= "ends_on");

-- Never more used and held than was granted, whatever a process believes.
ALTER TABLE "allowance_balance" ADD CONSTRAINT "allowance_balance_room"
  CHECK (0 <= "used" AND 0 <= "held" AND 0 <= "expired" AND "used" + "held" + "expired" <= "granted");
ALTER TABLE "allowance_hold" ADD CONSTRAINT "allowance_hold_closed" CHECK (("state" = 'open') = ("closed_at" IS NULL));
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_amount"
  CHECK ("amount" <> 0 AND ("kind" IN ('adjust', 'expire') OR "amount" > 0));
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_hold"
  CHECK (("kind" IN ('hold', 'consume', 'release')) = ("hold_id" IS NOT NULL));

-- One thing is held for once at a time, and a hold begins and ends once.
CREATE UNIQUE INDEX "allowance_hold_open_purpose" ON "allowance_hold"("organisation_id", "purpose") WHERE "state" = 'open';
CREATE INDEX "allowance_hold_open_lapse" ON "allowance_hold"("lapses_at") WHERE "state" = 'open' AND "lapses_at" IS NOT NULL;
CREATE UNIQUE INDEX "ledger_entry_hold_once" ON "ledger_entry"("organisation_id", "hold_id", ("kind" = 'hold'));

CREATE FUNCTION "ledger_entry_stays"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'ledger entries are only ever added';
END $$;
CREATE TRIGGER "ledger_entry_stays" BEFORE UPDATE OR DELETE ON "ledger_entry"
  FOR EACH ROW EXECUTE FUNCTION "ledger_entry_stays"();

-- Contracts that are there already bring what their course includes.
INSERT INTO "allowance_balance" ("id", "organisation_id", "term_id", "allowance", "source", "valid_from", "valid_to", "granted")
SELECT gen_random_uuid(), c."organisation_id", c."id", a."allowance", 'included', c."opens_on", c."ends_on", a."times"
FROM "contract" c JOIN (VALUES
  ('LEARN', 'webMeeting'::"Allowance", 3), ('LEARN', 'review', 1),
  ('PRACT', 'webMeeting', 9), ('PRACT', 'review', 2), ('PRACT', 'counselling', 1)) a("product", "allowance", "times")
  ON a."product" = c."product";
INSERT INTO "ledger_entry" ("id", "organisation_id", "balance_id", "kind", "amount", "contract_id", "actor", "at")
SELECT gen_random_uuid(), b."organisation_id", b."id", 'grant', b."granted", b."term_id", 'migration', CURRENT_TIMESTAMP
FROM "allowance_balance" b;
