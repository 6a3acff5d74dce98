-- CreateTable
CREATE TABLE "link_code" (
    "organisation_id" UUID NOT NULL,
    "code_hash" TEXT NOT NULL,
    "member_id" UUID NOT NULL,
    "conversation" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "link_code_pkey" PRIMARY KEY ("organisation_id","code_hash")
);

-- CreateTable
CREATE TABLE "wrong_code" (
    "platform" "Platform" NOT NULL,
    "workspace" TEXT NOT NULL,
    "user" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "wrong_code_pkey" PRIMARY KEY ("platform","workspace","user")
);

-- CreateIndex
CREATE UNIQUE INDEX "link_code_code_hash_key" ON "link_code"("code_hash");

-- CreateIndex
CREATE INDEX "link_code_organisation_id_member_id_created_at_idx" ON "link_code"("organisation_id", "member_id", "created_at");

-- CreateIndex
CREATE INDEX "consultation_organisation_id_member_id_created_at_idx" ON "consultation"("organisation_id", "member_id", "created_at");

-- AddForeignKey
ALTER TABLE "link_code" ADD CONSTRAINT "link_code_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "link_code" ADD CONSTRAINT "link_code_organisation_id_member_id_fkey" FOREIGN KEY ("organisation_id", "member_id") REFERENCES "member"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;


