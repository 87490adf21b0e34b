/** What tasks write: followed, searched, taken along. */
@NullMarked
package dev.signalbox.nomad.logs;

import org.jspecify.annotations.NullMarked;
