@NullMarked
package dev.signalbox.nomad;

import org.jspecify.annotations.NullMarked;
