/**
 * A fake Nomad cluster for tests. {@link dev.signalbox.sandbox.nomad.FakeNomad} serves the HTTP API
 * of several Nomad versions over real sockets. Its {@link
 * dev.signalbox.sandbox.nomad.SimulatedCluster} simulates scheduling, drains, blocked evaluations
 * and garbage collection.
 *
 * <p>The responses have the format of responses recorded from a real agent. The time is taken only
 * from the clock that is passed to the fake.
 */
@NullMarked
package dev.signalbox.sandbox.nomad;

import org.jspecify.annotations.NullMarked;
