/**
 * Settings, read once from environment variables. Missing or contradictory variables prevent the
 * startup, with one message that lists all of them.
 */
@ApplicationModule(allowedDependencies = "secrets")
@NullMarked
package dev.signalbox.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
