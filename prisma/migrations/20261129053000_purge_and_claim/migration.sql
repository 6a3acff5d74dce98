-- What is purged is found by its age.
CREATE INDEX "carried_message_at_idx" ON "carried_message"("at");
CREATE INDEX "link_code_expires_at_idx" ON "link_code"("expires_at");
CREATE INDEX "staff_code_expires_at_idx" ON "staff_code"("expires_at");
CREATE INDEX "ticket_note_at_idx" ON "ticket_note"("at");
CREATE INDEX "stored_file_unkept" ON "stored_file" ("created_at") WHERE "kept_at" IS NULL;

-- What failed stays for good: it is none of what is purged.
DROP INDEX "inbound_event_finished";
CREATE INDEX "inbound_event_finished" ON "inbound_event" ("finished_at") WHERE "state" = 'handled';
DROP INDEX "outbound_message_finished";
CREATE INDEX "outbound_message_finished" ON "outbound_message" ("finished_at") WHERE "state" IN ('sent', 'dropped');

-- What waits, in the order in which it is claimed; what goes out at the platforms' pace is looked for apart.
CREATE INDEX "outbound_message_next" ON "outbound_message" ("lane", "due_at") WHERE "state" = 'waiting' AND "pace_key" IS NULL;
DROP INDEX "outbound_message_due";
