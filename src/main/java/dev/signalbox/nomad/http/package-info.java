/**
 * HTTP client for the Nomad API: one transport, one translation of errors into {@link
 * dev.signalbox.remote.RemoteSystemException}, and one adapter for each port of the module.
 */
@NullMarked
package dev.signalbox.nomad.http;

import org.jspecify.annotations.NullMarked;
