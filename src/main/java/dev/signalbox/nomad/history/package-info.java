/** What Nomad forgets after hours: builds, drains, what became of clients. */
@NullMarked
package dev.signalbox.nomad.history;

import org.jspecify.annotations.NullMarked;
