/** Archives closed months as files: writes, verifies and only then drops them. */
@NamedInterface("archive")
@NullMarked
package dev.signalbox.audit.archive;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
