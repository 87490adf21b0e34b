/** The installation under test, its database, and clients over HTTP and MockMvc. */
@NullMarked
package dev.signalbox.testing;

import org.jspecify.annotations.NullMarked;
