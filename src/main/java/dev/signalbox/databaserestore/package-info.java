/**
 * Recognizes that the database is a restored backup: halts automatic work, finds out from the
 * storage what the database has lost, and asks an admin to confirm each finding.
 *
 * <pre>
 * GET /database-restore               the findings
 * PUT /database-restore/seals         accepts the seals that were lost
 * PUT /database-restore/tokens/{id}   keeps an API token that may have been revoked
 * PUT /database-restore/tokens        keeps all such tokens
 * </pre>
 */
@ApplicationModule(
    allowedDependencies = {
      "accounts :: tokens",
      "audit",
      "coordination",
      "remote",
      "secrets",
      "settings",
      "storage",
      "web"
    })
@NullMarked
package dev.signalbox.databaserestore;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
