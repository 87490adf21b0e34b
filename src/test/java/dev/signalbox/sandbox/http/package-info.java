/** The HTTP server of the fakes that need to control connections, not only responses. */
@NullMarked
package dev.signalbox.sandbox.http;

import org.jspecify.annotations.NullMarked;
