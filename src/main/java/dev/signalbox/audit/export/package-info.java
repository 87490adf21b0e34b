/** Exports the log as CSV or JSON Lines, plain or gzip, streamed from the database. */
@NullMarked
package dev.signalbox.audit.export;

import org.jspecify.annotations.NullMarked;
