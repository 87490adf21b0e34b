/** Keeps the one view of the cluster that all pages read, and knows how far it can be trusted. */
@NullMarked
package dev.signalbox.nomad.watching;

import org.jspecify.annotations.NullMarked;
