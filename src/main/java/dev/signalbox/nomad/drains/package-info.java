/** Taking machines out: a drain, a rolling plan, a release for whoever terminates the machine. */
@NullMarked
package dev.signalbox.nomad.drains;

import org.jspecify.annotations.NullMarked;
