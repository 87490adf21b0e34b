/**
 * Who did what, to what, when, and whether it worked.
 *
 * <pre>
 * GET /audit        newest first
 * GET /audit/{id}   one event, pretty and raw
 * </pre>
 *
 * <p>Rooms write through {@link dev.signalbox.audit.AuditLog}. Changes of our own database share
 * its transaction; acts on the outside world go through the operation journal, so that a crash in
 * the middle still leaves exactly one event.
 */
@ApplicationModule(allowedDependencies = {"web", "live", "api"})
@NullMarked
package dev.signalbox.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
