/**
 * A fake Velero server for tests. {@link dev.signalbox.sandbox.velero.FakeVelero} runs the
 * controllers of several Velero versions on the objects of a {@link
 * dev.signalbox.sandbox.kubernetes.FakeCluster} and serves the files of backups from {@link
 * dev.signalbox.sandbox.velero.FakeObjectStore}. The time is taken only from its clock.
 */
@NullMarked
package dev.signalbox.sandbox.velero;

import org.jspecify.annotations.NullMarked;
