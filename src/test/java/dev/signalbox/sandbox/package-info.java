/**
 * The world around the console, made small enough to carry: one story ({@link
 * dev.signalbox.sandbox.Installation}), its people ({@link dev.signalbox.sandbox.Persona}) and the
 * {@link dev.signalbox.sandbox.Weather} every fake remote system stands in.
 */
@NullMarked
package dev.signalbox.sandbox;

import org.jspecify.annotations.NullMarked;
