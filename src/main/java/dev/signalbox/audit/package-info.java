/**
 * The audit log: records, searches, exports, archives, imports and verifies events.
 *
 * <pre>
 * GET    /audit             newest first, with filters
 * GET    /audit/{id}        one event
 * GET    /audit/integrity       integrity of the log
 * GET    /audit/imports     imports, and the upload form
 * GET    /audit/exports   export formats of a filter, and recent exports
 * GET    /audit/archives    closed months as files
 * GET    /audit.csv         and .csv.gz, .jsonl, .jsonl.gz; the same below /api/v1/audit-events
 * GET    /api/v1/audit-archives/{name}
 * POST   /api/v1/audit-events, and /api/v1/audit-imports for files
 * GET    /audit/filters     saved filters
 * POST   /audit/filters
 * DELETE /audit/filters
 * </pre>
 *
 * <p>Other modules record events through {@link dev.signalbox.audit.AuditLog}. Events about changes
 * of the database are written in the same transaction. Operations on remote systems go through the
 * operation journal, so that a crash still leaves exactly one event.
 */
@ApplicationModule(
    allowedDependencies = {
      "api",
      "coordination",
      "remote",
      "secrets",
      "settings",
      "storage",
      "web"
    })
@NullMarked
package dev.signalbox.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
