/**
 * A Nomad cluster that fits in a test: {@link dev.signalbox.sandbox.nomad.FakeNomad} speaks the
 * HTTP protocol of several versions over real sockets, and its {@link
 * dev.signalbox.sandbox.nomad.World} places, drains, blocks and forgets as the servers do.
 *
 * <p>Answers have the shape of those recorded from a real agent. Time passes only with the clock
 * that the world was given.
 */
@NullMarked
package dev.signalbox.sandbox.nomad;

import org.jspecify.annotations.NullMarked;
