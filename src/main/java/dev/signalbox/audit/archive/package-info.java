/** Closed months of the log as files: written, read back, and only then dropped. */
@NullMarked
package dev.signalbox.audit.archive;

import org.jspecify.annotations.NullMarked;
