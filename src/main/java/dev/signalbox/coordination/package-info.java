/**
 * Coordinates the instances of the console through PostgreSQL: locks for work that must run on one
 * instance only, notifications between instances, the list of instances, and the scheduler of
 * periodic tasks.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.signalbox.coordination;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
