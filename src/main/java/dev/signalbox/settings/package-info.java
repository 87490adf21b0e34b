/**
 * The installation's settings, read once from plain environment variables. What is missing or
 * contradictory stops the start with one message that names every such variable.
 */
@ApplicationModule(allowedDependencies = "secrets")
@NullMarked
package dev.signalbox.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
