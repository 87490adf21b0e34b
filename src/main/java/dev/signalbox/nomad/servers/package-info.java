/** Who decides where builds run: leader, members, versions, warnings. */
@NullMarked
package dev.signalbox.nomad.servers;

import org.jspecify.annotations.NullMarked;
