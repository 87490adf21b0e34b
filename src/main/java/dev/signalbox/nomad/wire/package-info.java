/** Nomad's protocol: one transport, one translation of its failures, one adapter for each port. */
@NullMarked
package dev.signalbox.nomad.wire;

import org.jspecify.annotations.NullMarked;
