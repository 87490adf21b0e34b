/**
 * The console as people meet it: in a real Chromium, through real sign-ins, with every complaint of
 * the browser counted as a failure.
 */
@NullMarked
package dev.signalbox.browser;

import org.jspecify.annotations.NullMarked;
