/**
 * Settings that several modules use, and how all of them are bound: as configuration properties of
 * Spring Boot, from environment variables. Each module has a record with its own settings. Missing
 * or contradictory variables prevent the startup, with one message that lists all of them.
 */
@ApplicationModule(allowedDependencies = "secrets")
@NullMarked
package dev.signalbox.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
