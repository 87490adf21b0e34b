/**
 * Storage locations of Velero: their state with the remedy for each error, and the form that
 * creates and changes them. Credentials are written only.
 */
@NullMarked
package dev.signalbox.backupstorage.locations;

import org.jspecify.annotations.NullMarked;
