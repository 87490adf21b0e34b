/** The files in {@code docker/}: the image of the console and the trial installation. */
@NullMarked
package dev.signalbox.docker;

import org.jspecify.annotations.NullMarked;
