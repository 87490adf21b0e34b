/**
 * Signalbox, the admin console of a self-hosted CI server.
 *
 * <p>Each direct sub-package is a module; the public types of its base package are its API. {@code
 * docs/architecture.md} describes the modules and draws their dependencies.
 */
@NullMarked
package dev.signalbox;

import org.jspecify.annotations.NullMarked;
