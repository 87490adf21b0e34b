/**
 * The steps that set up storage and Velero: the commands with the operator's values filled in, and
 * a check of each step.
 */
@NullMarked
package dev.signalbox.backupstorage.setup;

import org.jspecify.annotations.NullMarked;
