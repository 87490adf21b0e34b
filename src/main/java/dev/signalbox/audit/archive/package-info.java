/** Closed months of the log as files: written, read back, and only then dropped. */
@NamedInterface("archive")
@NullMarked
package dev.signalbox.audit.archive;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
