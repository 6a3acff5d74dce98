-- AlterTable
ALTER TABLE "outbound_message" ADD COLUMN     "not_before" TIMESTAMPTZ(3),
ADD COLUMN     "parked" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "recalled" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "unknown_since" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "send_pace" ADD COLUMN     "due_at" TIMESTAMPTZ(3) NOT NULL,
ADD COLUMN     "interval_ms" INTEGER NOT NULL;

-- What may go out at once, and what goes out at the platforms' pace, are looked for apart: neither hides the other.
DROP INDEX "outbound_message_due";
CREATE INDEX "outbound_message_due" ON "outbound_message" ("due_at") WHERE "state" = 'waiting' AND "pace_key" IS NULL;

-- Which limit is to be served next: the quick ones first.
CREATE INDEX "send_pace_turn" ON "send_pace" (greatest("next_at", "due_at"));
CREATE INDEX "send_pace_quick" ON "send_pace" (greatest("next_at", "due_at")) WHERE "interval_ms" BETWEEN 1 AND 50;

-- What an admin has to decide.
CREATE INDEX "outbound_message_unknown" ON "outbound_message" ("wave") WHERE "state" = 'unknown';

-- Whether a team is heard whole is asked with each send to one of its channels: of a tenant with ten thousand.
CREATE INDEX "teams_place_hears" ON "teams_place" ("tenant", "team") WHERE "hears_all";
