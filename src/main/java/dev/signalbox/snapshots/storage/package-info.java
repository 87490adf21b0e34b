/** Errors of the object storage with their remedies, and the growth of volumes. */
@NullMarked
package dev.signalbox.snapshots.storage;

import org.jspecify.annotations.NullMarked;
