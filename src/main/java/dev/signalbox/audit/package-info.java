/**
 * Who did what, to what, when, and whether it worked.
 *
 * <pre>
 * GET    /audit             newest first, with filters
 * GET    /audit/{id}        one event, pretty and raw
 * GET    /audit/trust       how far the log is proven to be as it came
 * GET    /audit/imports     files of events that were brought, and a form for the next
 * GET    /audit/downloads   what a filter would be as a file
 * GET    /audit/archives    closed months as files
 * GET    /audit.csv         and .csv.gz, .jsonl, .jsonl.gz; the same below /api/v1/audit-events
 * GET    /api/v1/audit-archives/{name}
 * POST   /api/v1/audit-events, and /api/v1/audit-imports for files
 * GET    /audit/filters     filters that a person keeps
 * POST   /audit/filters
 * DELETE /audit/filters
 * </pre>
 *
 * <p>Rooms write through {@link dev.signalbox.audit.AuditLog}. Changes of our own database share
 * its transaction; acts on the outside world go through the operation journal, so that a crash in
 * the middle still leaves exactly one event.
 */
@ApplicationModule(
    allowedDependencies = {"web", "live", "api", "settings", "secrets", "storage", "outside"})
@NullMarked
package dev.signalbox.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
