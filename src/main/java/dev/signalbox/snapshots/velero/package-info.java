/**
 * The custom resources of Velero 1.6 to 1.18 as records. Readers accept any JSON: a missing status,
 * an unknown phase or a value of another type never fails.
 */
@NullMarked
package dev.signalbox.snapshots.velero;

import org.jspecify.annotations.NullMarked;
