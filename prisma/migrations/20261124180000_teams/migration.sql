-- CreateEnum
CREATE TYPE "TeamsPlaceKind" AS ENUM ('personal', 'channel', 'groupChat');

-- CreateTable
CREATE TABLE "teams_place" (
    "tenant" TEXT NOT NULL,
    "conversation" TEXT NOT NULL,
    "kind" "TeamsPlaceKind" NOT NULL,
    "user" TEXT,
    "service_url" TEXT NOT NULL,
    "bot" TEXT NOT NULL,
    "team" TEXT,
    "hears_all" BOOLEAN NOT NULL DEFAULT false,
    "left_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "teams_place_pkey" PRIMARY KEY ("tenant","conversation")
);

-- CreateTable
CREATE TABLE "teams_hint" (
    "tenant" TEXT NOT NULL,
    "conversation" TEXT NOT NULL,
    "thread" TEXT NOT NULL,
    "delivery" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "teams_hint_pkey" PRIMARY KEY ("tenant","conversation","thread")
);

-- CreateIndex
CREATE INDEX "teams_place_tenant_user_idx" ON "teams_place"("tenant", "user");

-- CreateIndex
CREATE INDEX "teams_hint_at_idx" ON "teams_hint"("at");



-- A card is found again by the platform's own id: the pressed one, as it stands now
CREATE INDEX "outbound_message_platform_message" ON "outbound_message" ("conversation_key", "platform_message" text_pattern_ops) WHERE "platform_message" IS NOT NULL AND "kind" = 'send';
