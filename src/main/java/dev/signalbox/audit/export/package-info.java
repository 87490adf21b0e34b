/** The log as a file: CSV or JSON Lines, plain or gzip, as fast as the database gives it. */
@NullMarked
package dev.signalbox.audit.export;

import org.jspecify.annotations.NullMarked;
