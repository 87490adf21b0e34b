/** The cluster at a glance: what needs a person, and how it went. */
@NullMarked
package dev.signalbox.nomad.overview;

import org.jspecify.annotations.NullMarked;
