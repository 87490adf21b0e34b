/** Errors of the object storage with their remedies, and the growth of volumes. */
@NamedInterface("storage")
@NullMarked
package dev.signalbox.velero.storage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
