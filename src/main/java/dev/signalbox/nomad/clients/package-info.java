/** The machines that run builds: the list, one of them, and whether it may be terminated. */
@NullMarked
package dev.signalbox.nomad.clients;

import org.jspecify.annotations.NullMarked;
