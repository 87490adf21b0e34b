/**
 * Receives events from CircleCI server and stores each exactly once.
 *
 * <pre>
 * POST /api/v1/audit-events   JSON Lines or an array, plain or gzip
 * </pre>
 */
@NullMarked
package dev.signalbox.audit.ingest;

import org.jspecify.annotations.NullMarked;
