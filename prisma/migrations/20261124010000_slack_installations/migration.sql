-- CreateTable
CREATE TABLE "slack_installation" (
    "id" TEXT NOT NULL,
    "name" TEXT,
    "bot_user" TEXT NOT NULL,
    "scopes" TEXT[],
    "installed_by" TEXT NOT NULL,
    "installed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "sealed" TEXT,
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_because" TEXT,
    "renewing_until" TIMESTAMPTZ(3),

    CONSTRAINT "slack_installation_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "slack_installation_revoked" CHECK (("sealed" IS NULL) = ("revoked_because" IS NOT NULL))
);

-- CreateTable
CREATE TABLE "slack_enterprise_workspace" (
    "workspace" TEXT NOT NULL,
    "enterprise" TEXT NOT NULL,

    CONSTRAINT "slack_enterprise_workspace_pkey" PRIMARY KEY ("workspace")
);
