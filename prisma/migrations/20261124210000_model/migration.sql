-- CreateTable
CREATE TABLE "model_usage" (
    "organisation_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "model" TEXT NOT NULL,
    "tokens" BIGINT NOT NULL DEFAULT 0,
    "prompt_tokens" BIGINT NOT NULL DEFAULT 0,
    "completion_tokens" BIGINT NOT NULL DEFAULT 0,
    "calls" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "model_usage_pkey" PRIMARY KEY ("organisation_id","day","model")
);

-- CreateTable
CREATE TABLE "model_day" (
    "day" DATE NOT NULL,
    "tokens" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "model_day_pkey" PRIMARY KEY ("day")
);

-- CreateTable
CREATE TABLE "entry_embedding" (
    "entry_id" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "vector" BYTEA NOT NULL,

    CONSTRAINT "entry_embedding_pkey" PRIMARY KEY ("entry_id","model")
);

-- CreateIndex
CREATE INDEX "model_usage_day_idx" ON "model_usage"("day");

-- AddForeignKey
ALTER TABLE "model_usage" ADD CONSTRAINT "model_usage_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


ALTER TABLE "model_usage" ADD CONSTRAINT "model_usage_spent" CHECK ("tokens" >= 0 AND "prompt_tokens" >= 0 AND "completion_tokens" >= 0);
ALTER TABLE "model_day" ADD CONSTRAINT "model_day_spent" CHECK ("tokens" >= 0);
